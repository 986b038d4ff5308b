import { Suspense } from 'react';
import { useParams } from 'react-router';
import { FavouriteStar } from '../favourites/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { NotFoundPage, PageHeader, PageSkeleton } from '../pages/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { AsOf, DashboardBody, useDashboard } from './dashboard-body.tsx';

export function DashboardPage() {
  const { dashboard: id = '' } = useParams();
  const { config } = useWorkspace();
  const { label } = useLanguage();
  const dashboard = config.dashboards[id];
  if (!dashboard) return <NotFoundPage />;
  return (
    <div className="t-page" key={id}>
      <PageHeader
        title={label(dashboard.label, id)}
        beside={<FavouriteStar target={{ kind: 'dashboard', id }} />}
        actions={<FreshAsOf id={id} />}
      />
      <Suspense fallback={<PageSkeleton />}>
        <DashboardBody dashboard={id} />
      </Suspense>
    </div>
  );
}

function FreshAsOf({ id }: { readonly id: string }) {
  return <AsOf data={useDashboard(id)} />;
}
