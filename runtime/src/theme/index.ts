export { formatDuration, formatMoment, formatNumber, formatRelative, formatSeconds } from './format.ts';
export { setThemeChoice, type ThemeChoice, useThemeMode } from './theme-mode.ts';
export { ThemeProvider } from './theme-provider.tsx';
export { themeFor } from './tokens.ts';
export { useNow } from './use-now.ts';
