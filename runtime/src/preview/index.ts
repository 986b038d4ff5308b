/** The door for the studio: the runtime's own renderer over pieces of a configuration, without a server. */

export { keepLanguage, preferredLanguage } from '../i18n/index.ts';
export { Icon } from '../pages/icon.tsx';
export { setThemeChoice, type ThemeChoice, ThemeProvider, themeFor, useThemeMode } from '../theme/index.ts';
export { DashboardPreview, type DashboardPreviewProps } from './dashboard-preview.tsx';
export { FormPreview, type FormPreviewProps } from './form-preview.tsx';
export { PreviewFrame, type PreviewFrameProps } from './preview-frame.tsx';
export { ViewPreview, type ViewPreviewProps } from './view-preview.tsx';
