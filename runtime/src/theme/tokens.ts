import { type ThemeConfig, theme } from 'antd';

const shared = {
  colorPrimary: '#3b5bdb',
  colorInfo: '#3b5bdb',
  colorSuccess: '#20702f',
  colorWarning: '#a65500',
  colorError: '#c92a2a',
  borderRadius: 8,
  fontSize: 14,
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif",
  motionDurationMid: '0.12s',
  motionDurationSlow: '0.18s',
  wireframe: false,
};

/*
 * The library makes the colours of hovered and pressed things paler in light and darker in dark, past what can be read.
 * Ours go the other way.
 */
const light = {
  colorPrimaryHover: '#3049b8',
  colorPrimaryActive: '#283fb5',
  colorPrimaryTextHover: '#3049b8',
  colorLinkHover: '#3049b8',
  colorLinkActive: '#283fb5',
  colorErrorHover: '#b02323',
  colorErrorActive: '#961c1c',
  colorErrorTextHover: '#b02323',
  colorBgLayout: '#f7f8fa',
  colorTextBase: '#1b1f2a',
  colorTextSecondary: '#5a6172',
  colorTextTertiary: '#697082',
  colorTextDescription: '#5a6172',
  colorTextPlaceholder: '#697082',
  colorBorder: '#d5d9e2',
  colorBorderSecondary: '#e8eaf0',
};
const dark = {
  colorPrimary: '#849dff',
  colorPrimaryHover: '#9db1f5',
  colorPrimaryActive: '#b3c3fa',
  colorPrimaryTextHover: '#9db1f5',
  colorPrimaryTextActive: '#b3c3fa',
  colorPrimaryBg: '#1d2338',
  colorPrimaryBgHover: '#29324f',
  colorLink: '#91a7ff',
  colorLinkHover: '#a5b6f5',
  colorLinkActive: '#b9c7fa',
  colorInfo: '#849dff',
  colorErrorHover: '#eaa3a3',
  colorErrorActive: '#f0b8b8',
  colorErrorTextHover: '#eaa3a3',
  colorErrorTextActive: '#f0b8b8',
  colorSuccess: '#69db7c',
  colorWarning: '#ffa94d',
  colorError: '#ff8787',
  colorBgBase: '#14161b',
  colorBgLayout: '#101216',
  colorBgContainer: '#181b21',
  colorBgElevated: '#1f232b',
  colorTextBase: '#e8eaf0',
  colorTextSecondary: '#a3abbd',
  colorTextTertiary: '#949cae',
  colorTextDescription: '#a3abbd',
  colorTextPlaceholder: '#8d95a8',
  colorBorder: '#373c48',
  colorBorderSecondary: '#272b34',
};

/** The one look of both apps. CSS of ours reads the same values as `var(--ant-…)`. */
export function themeFor(mode: 'light' | 'dark', motion: boolean): ThemeConfig {
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: 'tenon' },
    hashed: false,
    token: { ...shared, motion, ...(mode === 'dark' ? dark : light) },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
        ...(mode === 'dark' ? { primaryColor: '#10131c' } : {}),
      },
      Table: {
        headerBg: 'transparent',
        headerSplitColor: 'transparent',
        cellPaddingBlock: 10,
        headerColor: mode === 'dark' ? '#a3abbd' : '#5a6172',
        // The arrow says which column sorts; it needs no block of colour.
        headerSortActiveBg: 'transparent',
        bodySortBg: 'transparent',
      },
      Checkbox: { borderRadiusSM: 4 },
      Tabs: { horizontalItemPadding: '10px 0', horizontalMargin: '0 0 16px 0' },
      Modal: { titleFontSize: 16 },
      Tag: { defaultBg: mode === 'dark' ? '#262b34' : '#f1f2f6' },
    },
  };
}
