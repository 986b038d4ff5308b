import { useQueryClient } from '@tanstack/react-query';
import type { Language } from '@tenon/documents';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { keepLanguage, useLanguage } from '../i18n/index.ts';

/** The switch shows at once; the account remembers it, and what the server wrote is fetched anew in it. */
export function useSwitchLanguage(): {
  readonly language: Language;
  readonly switchTo: (language: Language) => void;
} {
  const api = useApi();
  const queries = useQueryClient();
  const { i18n } = useTranslation();
  const { language } = useLanguage();
  const switchTo = (next: Language) => {
    if (next === language) return;
    keepLanguage(next);
    void i18n.changeLanguage(next);
    api.session
      .preferences({ language: next })
      .then((session) => queries.setQueryData(keys.session, session))
      // The choice holds in this browser all the same.
      .catch(() => undefined)
      .finally(
        () =>
          void queries.invalidateQueries({
            predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'model',
          }),
      );
  };
  return { language, switchTo };
}
