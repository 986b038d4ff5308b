import type { EntityConfig, ViewConfig } from '@tenon/model';
import { Button, Dropdown, Select } from 'antd';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { EllipsisOutlined, PlusOutlined } from '../pages/icons.tsx';
import { LinkButton, NotFoundPage, PageHeader, PageSkeleton } from '../pages/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { configuredColumns } from './columns.ts';
import { useListState } from './list-state.ts';
import { conditionOf, RecordList } from './record-list.tsx';

/** A view of the configuration. */
export function ViewPage() {
  const { view: id = '' } = useParams();
  const { config } = useWorkspace();
  const view = config.views[id];
  const entity = view && config.entities[view.entity];
  return entity ? <ListPage key={id} entity={entity} view={view} /> : <NotFoundPage />;
}

/** All records of an entity, by its default view. */
export function EntityPage() {
  const { entity: id = '' } = useParams();
  const { config } = useWorkspace();
  const entity = config.entities[id];
  if (!entity) return <NotFoundPage />;
  return (
    <ListPage
      key={id}
      entity={entity}
      view={entity.defaultView === null ? undefined : config.views[entity.defaultView]}
    />
  );
}

function ListPage({
  entity,
  view,
}: {
  readonly entity: EntityConfig;
  readonly view: ViewConfig | undefined;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const title = view ? label(view.label, view.id) : label(entity.labelPlural, entity.id);
  return (
    <div className="t-page t-page-fill">
      <PageHeader
        title={title}
        beside={<OtherViews entity={entity} view={view} />}
        actions={
          <>
            <MoreActions entity={entity} view={view} />
            {entity.actions.includes('create') && (
              <LinkButton type="primary" icon={<PlusOutlined />} to={`/records/${entity.id}/new`}>
                {t('records.new', { entity: label(entity.label, entity.id) })}
              </LinkButton>
            )}
          </>
        }
      />
      <Suspense fallback={<PageSkeleton />}>
        <RecordList entity={entity} view={view} />
      </Suspense>
    </div>
  );
}

function OtherViews({
  entity,
  view,
}: {
  readonly entity: EntityConfig;
  readonly view: ViewConfig | undefined;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const navigate = useNavigate();
  const { config } = useWorkspace();
  const views = Object.values(config.views).filter((other) => other.entity === entity.id);
  if (views.length < 2) return null;
  return (
    <Select
      size="small"
      variant="filled"
      aria-label={t('records.views')}
      popupMatchSelectWidth={false}
      value={view?.id}
      onChange={(id) => void navigate(`/views/${id}`)}
      options={views.map(({ id, label: text }) => ({ value: id, label: label(text, id) }))}
    />
  );
}

function MoreActions({
  entity,
  view,
}: {
  readonly entity: EntityConfig;
  readonly view: ViewConfig | undefined;
}) {
  const { t } = useTranslation();
  const api = useApi();
  const [state] = useListState();
  const where = conditionOf(state, view);
  const sort = state.sort ? [state.sort] : (view?.sort ?? []);
  const exportUrl = api.records.exportUrl(entity.id, {
    fields: configuredColumns(entity, view).map(({ path }) => path),
    ...(where === undefined ? {} : { where }),
    ...(sort.length === 0
      ? {}
      : { sort: sort.map(({ field, direction }) => (direction === 'desc' ? `-${field}` : field)).join(',') }),
  });
  const items = [
    ...(entity.actions.includes('export')
      ? [
          {
            key: 'export',
            label: (
              <a href={exportUrl} download>
                {t('records.export')}
              </a>
            ),
          },
        ]
      : []),
    ...(entity.actions.includes('import')
      ? [{ key: 'import', label: <Link to={`/entities/${entity.id}/import`}>{t('records.import')}</Link> }]
      : []),
  ];
  if (items.length === 0) return null;
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button aria-label={t('records.more')} icon={<EllipsisOutlined />} />
    </Dropdown>
  );
}
