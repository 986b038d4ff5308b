import { useTranslation } from 'react-i18next';

const known = [
  'import',
  'task',
  'assignment',
  'bulk',
  'merge',
  'system',
  'command-line',
  'rollback',
] as const;

/** Through what something was changed; a page of ours goes without saying. */
export function useSourceText() {
  const { t } = useTranslation();
  return ({ source, origin }: { readonly source: string; readonly origin: string | null }) => {
    const word = known.find((one) => one === source);
    if (word === 'import' && origin !== null) return t('history.from.importOf', { name: origin });
    return word && t(`history.from.${word}`);
  };
}
