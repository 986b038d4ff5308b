import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { useErrorText } from '../pages/index.ts';

/** Takes a merge apart again, and says what stayed. */
export function useUndoMerge(entity: string) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const text = useErrorText();
  return useMutation({
    mutationFn: ({ survivor, merge }: { readonly survivor: string; readonly merge: string }) =>
      api.duplicates.undo(entity, survivor, merge),
    onSuccess: ({ left, leftUnseen }) => {
      const count = left.length + leftUnseen;
      if (count === 0) void message.success(t('duplicates.undone'));
      else void message.warning(t('duplicates.undoneLeft', { count }));
      void queries.invalidateQueries({ queryKey: keys.records(entity) });
    },
    onError: (error) => void message.error(text(error)),
  });
}
