import { useQuery } from '@tanstack/react-query';
import type { Expression } from '@tenon/documents';
import type { EntityConfig, FieldConfig, RecordBody } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys, useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { PlusOutlined } from '../pages/icons.tsx';
import { LinkButton, LoadError } from '../pages/index.ts';
import { useRegistry } from '../registry/index.ts';
import { configuredColumns } from '../views/columns.ts';
import { RelatedTable } from '../workbench/index.ts';
import { useWorkspace } from '../workspace/index.ts';

const shownAtOnce = 10;
const columnsShown = 5;

/** Relations of an entity that lead to several records the viewer may read. */
export function relatedFields(
  entity: EntityConfig,
  entities: { readonly [id: string]: EntityConfig },
): readonly FieldConfig[] {
  return entity.fields.filter(
    ({ relation }) =>
      relation && relation.cardinality !== 'one' && entities[relation.entity]?.actions.includes('read'),
  );
}

/** The other side of one relation: a page of it, and the way to all of it. */
export function RelatedTab({ field, record }: { readonly field: FieldConfig; readonly record: RecordBody }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const api = useApi();
  const registry = useRegistry();
  const { config } = useWorkspace();
  const target = field.relation && config.entities[field.relation.entity];
  const via = target && viaOf(field, registry);
  const where = target && conditionFor(field, via, target, record);
  const columns = target
    ? configuredColumns(target, target.defaultView === null ? undefined : config.views[target.defaultView])
        .filter(({ path }) => path !== via)
        .slice(0, columnsShown)
    : [];
  const query = {
    where,
    limit: shownAtOnce,
    titles: true,
    fields: columns.map(({ path }) => path),
    count: 'bounded' as const,
  };
  const page = useQuery({
    queryKey: keys.recordList(target?.id ?? '', query),
    enabled: target !== undefined,
    queryFn: ({ signal }) => api.records.query(target?.id ?? '', query, signal),
  });
  if (!target) return null;
  const all = `/entities/${target.id}?where=${encodeURIComponent(JSON.stringify(where))}`;
  return (
    <section className="t-panel" aria-label={label(field.label, field.id)}>
      <div className="t-panel-head">
        <Link to={all}>{t('task.relatedAll')}</Link>
        {via !== undefined && target.actions.includes('create') && (
          <LinkButton
            size="small"
            icon={<PlusOutlined />}
            to={`/records/${target.id}/new?${new URLSearchParams({ [via]: record.id })}`}
          >
            {t('records.new', { entity: label(target.label, target.id) })}
          </LinkButton>
        )}
      </div>
      {page.isPending && <Skeleton active title={false} />}
      {page.isError && <LoadError error={page.error} onRetry={() => void page.refetch()} />}
      {page.data?.items.length === 0 && <p className="t-muted">{t('task.relatedEmpty')}</p>}
      {page.data && page.data.items.length > 0 && (
        <RelatedTable entity={target.id} columns={columns} page={page.data} />
      )}
    </section>
  );
}

/** The relation of the other entity that an inverse relation is the other side of. */
function viaOf(field: FieldConfig, registry: Registry): string | undefined {
  const storage = registry.fieldTypes.get(field.type)?.storage?.(field.options);
  return storage?.kind === 'inverse' ? storage.via : undefined;
}

function conditionFor(
  field: FieldConfig,
  via: string | undefined,
  target: EntityConfig,
  record: RecordBody,
): Expression {
  if (via !== undefined) {
    const many = target.fields.find(({ id }) => id === via)?.relation?.cardinality === 'many';
    return many ? { in: [record.id, { var: via }] } : { '==': [{ var: via }, record.id] };
  }
  const ids = record[field.id];
  return { in: [{ var: 'id' }, Array.isArray(ids) ? (ids as readonly string[]) : []] };
}
