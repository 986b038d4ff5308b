/** The door for the studio: the runtime's own renderer over pieces of a configuration, without a server. */

export { type Api, ApiError, ConnectionError, createApi } from '../api-client/index.ts';
export { AccountMenu, LanguageMenu, ThemeMenu } from '../app-shell/top-menus.tsx';
export { keepLanguage, preferredLanguage, textsFrom, useLanguage } from '../i18n/index.ts';
export { CrashPage } from '../pages/crash-page.tsx';
export { EmptyState } from '../pages/empty-state.tsx';
export { Icon } from '../pages/icon.tsx';
export { PageHeader } from '../pages/page-header.tsx';
export { PageSkeleton } from '../pages/page-skeleton.tsx';
export { RuleBuilder, type RuleBuilderProps } from '../rule-builder/index.ts';
export {
  formatMoment,
  formatNumber,
  formatRelative,
  setThemeChoice,
  type ThemeChoice,
  ThemeProvider,
  themeFor,
  useThemeMode,
} from '../theme/index.ts';
export { createRecordLookup, recordHref } from '../workspace/index.ts';
export { DashboardPreview, type DashboardPreviewProps } from './dashboard-preview.tsx';
export { FormPreview, type FormPreviewProps } from './form-preview.tsx';
export { PreviewFrame, type PreviewFrameProps } from './preview-frame.tsx';
export { ViewPreview, type ViewPreviewProps } from './view-preview.tsx';
