import { Alert, Button } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, ConnectionError } from '../api-client/index.ts';
import { EmptyState } from './empty-state.tsx';

/** What went wrong, in words for people. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return useCallback(
    (error) => {
      if (error instanceof ConnectionError) return t('app.offline');
      if (error instanceof ApiError) {
        const { incident } = error.problem;
        return incident === undefined
          ? error.message
          : `${error.message} (${t('app.incident', { incident })})`;
      }
      return error instanceof Error ? error.message : String(error);
    },
    [t],
  );
}

/** In place of what could not be loaded. */
export function LoadError({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  const text = useErrorText();
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState
        title={t('app.notFound')}
        hint={t('app.notFoundHint')}
        action={<Button href="/">{t('app.goHome')}</Button>}
      />
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      className="t-load-error"
      title={t('app.loadFailed')}
      description={text(error)}
      {...(onRetry
        ? {
            action: (
              <Button size="small" onClick={onRetry}>
                {t('app.retry')}
              </Button>
            ),
          }
        : {})}
    />
  );
}
