import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { DashboardData } from '@tenon/model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { ReloadOutlined } from '../pages/icons.tsx';
import { EmptyState, LoadError } from '../pages/index.ts';
import { formatMoment } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { DashboardGrid } from './dashboard-grid.tsx';

export function useDashboard(id: string) {
  const api = useApi();
  const { language } = useLanguage();
  return useQuery({ queryKey: [...keys.dashboard(id), language], queryFn: () => api.dashboard(id) });
}

/** A dashboard inside another page, with its name when asked for. */
export function DashboardBody({
  dashboard: id,
  titled = false,
}: {
  readonly dashboard: string;
  readonly titled?: boolean;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const dashboard = config.dashboards[id];
  const data = useDashboard(id);
  if (!dashboard) return null;
  return (
    <>
      {titled && (
        <div className="t-dashboard-title">
          <h2>{label(dashboard.label, id)}</h2>
          <AsOf data={data} />
        </div>
      )}
      {data.isError && <LoadError error={data.error} onRetry={() => void data.refetch()} />}
      {dashboard.tiles.length === 0 ? (
        <EmptyState title={t('dashboard.empty')} hint={t('dashboard.emptyHint')} />
      ) : (
        <DashboardGrid dashboard={dashboard} data={data.data} />
      )}
    </>
  );
}

/** When the figures are from, and new ones. */
export function AsOf({ data }: { readonly data: UseQueryResult<DashboardData> }) {
  const { t } = useTranslation();
  const { locale } = useWorkspace();
  return (
    <span className="t-muted">
      {data.data && t('dashboard.asOf', { when: formatMoment(data.data.asOf, locale) })}
      <Button
        type="text"
        size="small"
        aria-label={t('app.refresh')}
        icon={<ReloadOutlined spin={data.isFetching} />}
        onClick={() => void data.refetch()}
      />
    </span>
  );
}
