import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EntityConfig, RecordBody } from '@tenon/model';
import { Alert, App, Button, Tabs } from 'antd';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams } from 'react-router';
import { ApiError, keys, useApi } from '../api-client/index.ts';
import { FavouriteStar } from '../favourites/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { Icon, LoadError, NotFoundPage, PageHeader, PageSkeleton, useErrorText } from '../pages/index.ts';
import { Facts, SegmentTags } from '../workbench/index.ts';
import { recordHref, recordTitle, useWorkspace } from '../workspace/index.ts';
import { EditDrawer } from './edit-drawer.tsx';
import { pageFor } from './page/page-for.ts';
import { PageSection } from './page/page-section.tsx';
import { usePathValues } from './page/use-path-values.ts';
import { useShownSections } from './page/use-shown-sections.ts';
import { StageBar } from './stages/stage-bar.tsx';

/** Everything about one record. */
export function RecordPage() {
  const { entity: entityId = '', id = '' } = useParams();
  const api = useApi();
  const { config } = useWorkspace();
  const entity = config.entities[entityId];
  const record = useQuery({
    queryKey: keys.record(entityId, id),
    queryFn: () => api.records.read(entityId, id),
    enabled: entity !== undefined,
  });
  const isMissing = record.error instanceof ApiError && record.error.status === 404;
  const mayBeDeleted = isMissing && entity?.actions.includes('restore') === true;
  const deleted = useQuery({
    queryKey: [...keys.record(entityId, id), 'deleted'],
    queryFn: async () => (await api.records.readDeleted(entityId, id)) ?? null,
    enabled: mayBeDeleted,
  });
  if (!entity) return <NotFoundPage />;
  const became = record.error instanceof ApiError ? record.error.problem.current?.id : undefined;
  if (became !== undefined) return <Navigate to={recordHref(entityId, became)} replace />;
  if (record.isPending || (mayBeDeleted && deleted.isPending)) return <PageSkeleton />;
  const shown = isMissing ? deleted.data : record.data;
  if (!shown) {
    return (
      <div className="t-page">
        <LoadError error={record.error} onRetry={() => void record.refetch()} />
      </div>
    );
  }
  return (
    <div className="t-page" key={id}>
      <Suspense fallback={<PageSkeleton />}>
        <RecordView
          // Of a deleted record nothing is left to do but to bring it back.
          entity={isMissing ? { ...entity, actions: ['restore'] } : entity}
          record={shown}
          isDeleted={isMissing}
        />
      </Suspense>
    </div>
  );
}

function RecordView({
  entity,
  record,
  isDeleted,
}: {
  readonly entity: EntityConfig;
  readonly record: RecordBody;
  readonly isDeleted: boolean;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const [editing, setEditing] = useState(false);
  const page = pageFor(config, entity, record);
  const { record: values, pending } = usePathValues(entity.id, record, page?.summary ?? []);
  const summary = (page?.summary ?? []).filter(({ path }) => pending || Object.hasOwn(values, path));
  const shown = useShownSections(entity, record, page);
  const tabs = (page?.tabs ?? []).flatMap((tab) => {
    const sections = tab.sections.filter(({ id }) => shown.has(`${tab.id} ${id}`));
    if (sections.length === 0) return [];
    const children = (
      <div key={tab.id} className="t-page-sections">
        {sections.map((section) => (
          <PageSection
            key={section.id}
            entity={entity}
            record={record}
            section={section}
            isDeleted={isDeleted}
          />
        ))}
      </div>
    );
    return [{ key: tab.id, label: label(tab.label, tab.id), children }];
  });
  return (
    <>
      <PageHeader
        title={recordTitle(record, entity.titleField)}
        beside={
          <FavouriteStar
            target={isDeleted ? undefined : { kind: 'record', entity: entity.id, id: record.id }}
          />
        }
        below={
          <div className="t-workbench-line">
            <span>
              <Icon name={entity.icon} /> {label(entity.label, entity.id)}
            </span>
            <Segments entity={entity.id} id={record.id} />
          </div>
        }
        actions={
          <>
            {entity.actions.includes('update') && (
              <Button onClick={() => setEditing(true)}>{t('records.edit')}</Button>
            )}
            {entity.actions.includes('delete') && <DeleteButton entity={entity} record={record} />}
          </>
        }
      />
      {isDeleted && <DeletedBanner entity={entity} record={record} />}
      <StageBar entity={entity} record={record} />
      {summary.length > 0 && (
        <section className="t-panel t-summary" aria-label={t('task.facts')}>
          <Facts columns={summary} record={values} />
        </section>
      )}
      <Tabs items={tabs} destroyOnHidden />
      {editing && <EditDrawer entity={entity} record={record} onClose={() => setEditing(false)} />}
    </>
  );
}

function Segments({ entity, id }: { readonly entity: string; readonly id: string }) {
  const api = useApi();
  const { config } = useWorkspace();
  const any = Object.values(config.segmentations).some((segmentation) => segmentation.entity === entity);
  const segments = useQuery({
    queryKey: keys.recordSegments(entity, id),
    queryFn: () => api.records.segments(entity, id),
    enabled: any,
  });
  return segments.data ? <SegmentTags segments={segments.data} /> : null;
}

function DeleteButton({ entity, record }: { readonly entity: EntityConfig; readonly record: RecordBody }) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { modal, message } = App.useApp();
  const text = useErrorText();
  const remove = useMutation({
    mutationFn: () => api.records.remove(entity.id, record.id, record.version),
    onSuccess: () => {
      void message.success(t('records.deleted'));
      void navigate(`/entities/${entity.id}`);
      void queries.invalidateQueries({ queryKey: keys.records(entity.id) });
    },
    onError: (error) => void message.error(text(error)),
  });
  const ask = () =>
    void modal.confirm({
      title: t('records.deleteAsk', { title: recordTitle(record, entity.titleField) }),
      content: t('records.deleteHint'),
      okText: t('records.delete'),
      cancelText: t('app.cancel'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutate(),
    });
  return (
    <Button danger loading={remove.isPending} onClick={ask}>
      {t('records.delete')}
    </Button>
  );
}

function DeletedBanner({ entity, record }: { readonly entity: EntityConfig; readonly record: RecordBody }) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const text = useErrorText();
  const restore = useMutation({
    mutationFn: () => api.records.restore(entity.id, record.id),
    onSuccess: () => {
      void message.success(t('records.restored'));
      void queries.invalidateQueries({ queryKey: keys.records(entity.id) });
    },
    onError: (error) => void message.error(text(error)),
  });
  return (
    <Alert
      type="warning"
      showIcon
      className="t-load-error"
      title={t('records.deletedBanner')}
      {...(entity.actions.includes('restore')
        ? {
            action: (
              <Button size="small" loading={restore.isPending} onClick={() => restore.mutate()}>
                {t('records.restore')}
              </Button>
            ),
          }
        : {})}
    />
  );
}
