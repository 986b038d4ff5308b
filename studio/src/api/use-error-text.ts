import { ApiError, ConnectionError } from '@tenon/runtime/preview';
import { useTranslation } from 'react-i18next';

/** What went wrong, in words for people. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (error instanceof ConnectionError) return t('app.offline');
    if (error instanceof ApiError) {
      const { incident } = error.problem;
      return incident === undefined ? error.message : `${error.message} (${incident})`;
    }
    return error instanceof Error ? error.message : String(error);
  };
}
