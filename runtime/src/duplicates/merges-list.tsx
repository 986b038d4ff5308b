import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { formatMoment } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { useUndoMerge } from './use-undo-merge.ts';

/** What became part of a record, each to be undone; nothing where nothing did. */
export function MergesList({ entity, id }: { readonly entity: string; readonly id: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const { config, locale } = useWorkspace();
  const may = config.entities[entity]?.actions.includes('merge') === true;
  const undo = useUndoMerge(entity);
  const merges = useQuery({
    queryKey: keys.merges(entity, id),
    queryFn: () => api.duplicates.merges(entity, id),
    enabled: may,
  });
  const items = merges.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <ul className="t-suspects t-panel">
      {items.map(({ id: merge, at, by, merged, undoneAt }) => (
        <li key={merge}>
          <span className="t-suspect-name">
            {t('duplicates.entry', {
              titles: merged.map(({ title }) => title).join(', ') || t('duplicates.unseen'),
            })}{' '}
            <span className="t-muted">
              {[by?.name, formatMoment(at, locale)].filter(Boolean).join(' · ')}
            </span>
          </span>
          {undoneAt === null ? (
            <Button
              size="small"
              loading={undo.isPending}
              onClick={() => undo.mutate({ survivor: id, merge })}
            >
              {t('duplicates.undo')}
            </Button>
          ) : (
            <span className="t-muted">{t('duplicates.undoneAlready')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
