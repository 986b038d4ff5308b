import type { Language } from '@tenon/documents';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect } from 'react';
import { useReducedMotion } from './reduced-motion.ts';
import { useThemeMode } from './theme-mode.ts';
import { themeFor } from './tokens.ts';

const antdLocales = { en: enUS, 'zh-CN': zhCN } as const satisfies Record<Language, unknown>;
const dayjsLocales = { en: 'en', 'zh-CN': 'zh-cn' } as const satisfies Record<Language, string>;

/** Look and built-in texts of the component library, in the user's theme and language. */
export function ThemeProvider({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  const { mode } = useThemeMode();
  // The library waits for the end of its movements before it shows a popup in its place: it has to know.
  const motion = !useReducedMotion();
  useEffect(() => {
    document.documentElement.dataset.theme = mode;
    document.documentElement.style.colorScheme = mode;
    document.documentElement.lang = language;
    dayjs.locale(dayjsLocales[language]);
  }, [mode, language]);
  return (
    <ConfigProvider
      theme={themeFor(mode, motion)}
      locale={antdLocales[language]}
      button={{ autoInsertSpace: false }}
    >
      <App className="t-app" message={{ maxCount: 3 }}>
        {children}
      </App>
    </ConfigProvider>
  );
}
