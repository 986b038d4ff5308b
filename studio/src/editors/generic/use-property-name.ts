import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** What people call a member of a document; a name nobody translated is taken apart into words. */
export function usePropertyName(): (name: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (name) => {
      const key = `property.${name}`;
      if (i18n.exists(key)) return t(key);
      const words = name
        .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
        .replaceAll('_', ' ')
        .toLowerCase();
      return words.charAt(0).toUpperCase() + words.slice(1);
    },
    [t, i18n],
  );
}
