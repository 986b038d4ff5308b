import { type ThemeConfig, theme } from 'antd';

const shared = {
  colorPrimary: '#3b5bdb',
  colorInfo: '#3b5bdb',
  colorSuccess: '#20702f',
  colorWarning: '#b35c00',
  colorError: '#c92a2a',
  borderRadius: 8,
  fontSize: 14,
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif",
  motionDurationMid: '0.12s',
  motionDurationSlow: '0.18s',
  wireframe: false,
};

const light = {
  colorBgLayout: '#f7f8fa',
  colorTextBase: '#1b1f2a',
  colorTextSecondary: '#5a6172',
  colorTextTertiary: '#697082',
  colorTextDescription: '#5a6172',
  colorTextPlaceholder: '#6d7486',
  colorBorder: '#d5d9e2',
  colorBorderSecondary: '#e8eaf0',
};
const dark = {
  colorPrimary: '#748ffc',
  colorLink: '#91a7ff',
  colorInfo: '#748ffc',
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
      },
      Tabs: { horizontalItemPadding: '10px 0', horizontalMargin: '0 0 16px 0' },
      Modal: { titleFontSize: 16 },
      Tag: { defaultBg: 'transparent' },
    },
  };
}
