import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../../api-client/index.ts';
import { LoadError } from '../../pages/index.ts';
import { Why } from '../../workbench/index.ts';

/** Why the record is with whom it is. */
export function WorkSection({ entity, id }: { readonly entity: string; readonly id: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const why = useQuery({
    queryKey: keys.recordWhy(entity, id),
    queryFn: () => api.work.recordWhy(entity, id),
  });
  return (
    <section className="t-panel" aria-label={t('records.work')}>
      <p className="t-muted t-why-hint">{t('records.whyHint')}</p>
      {why.isPending && <Skeleton active />}
      {why.isError && <LoadError error={why.error} onRetry={() => void why.refetch()} />}
      {why.data && <Why why={why.data} nothing={t('records.whyNothing')} />}
    </section>
  );
}
