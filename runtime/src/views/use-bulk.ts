import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BulkRequest } from '@tenon/model';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';

/** Changes many records at once: all of them or none. */
export function useBulk(entity: string, onDone: () => void) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (request: BulkRequest) => api.records.bulk(entity, request),
    onSuccess: ({ affected }) => {
      void message.success(t('records.changed', { count: affected }));
      void queries.invalidateQueries({ queryKey: keys.records(entity) });
      onDone();
    },
  });
}
