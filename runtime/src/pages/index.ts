export { CrashPage } from './crash-page.tsx';
export { EmptyState } from './empty-state.tsx';
export { Icon } from './icon.tsx';
export { LinkButton } from './link-button.tsx';
export { LoadError, useErrorText } from './load-error.tsx';
export { NotFoundPage } from './not-found-page.tsx';
export { PageHeader } from './page-header.tsx';
export { PageSkeleton } from './page-skeleton.tsx';
