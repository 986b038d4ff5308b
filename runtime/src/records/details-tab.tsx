import type { EntityConfig, RecordBody } from '@tenon/model';
import { useTranslation } from 'react-i18next';
import { formFor, recordTypeOf, useLocked } from '../forms/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { InlineField } from './inline-field.tsx';

const systemShown = ['owner', 'created_at', 'created_by', 'updated_at', 'updated_by'];

/** All fields, laid out as the edit form does; fields that it leaves out follow. */
export function DetailsTab({
  entity,
  record,
}: {
  readonly entity: EntityConfig;
  readonly record: RecordBody;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const since = entity.constraints.stages?.since;
  const byId = new Map(entity.fields.map((field) => [field.id, field]));
  const form = formFor(config, entity, 'edit', recordTypeOf(entity, record));
  const locked = useLocked(entity, record);
  const named = new Set(form.sections.flatMap(({ fields }) => fields.map(({ field }) => field)));
  const rest = entity.fields.filter(
    ({ id, system, relation }) =>
      !named.has(id) && !system && id !== since && relation?.cardinality !== 'inverse',
  );
  const system = [...systemShown, since ?? ''].filter((id) => !named.has(id) && byId.has(id));
  const sections = [
    ...form.sections.map(({ id, label: text, columns, fields }) => ({
      id,
      title: label(text),
      columns,
      fields,
    })),
    ...(rest.length > 0
      ? [{ id: '$rest', title: '', columns: 2, fields: rest.map(({ id }) => ({ field: id, span: 1 })) }]
      : []),
    {
      id: '$system',
      title: t('records.systemFields'),
      columns: 2,
      fields: system.map((field) => ({ field, span: 1 })),
    },
  ];
  return (
    <div className="t-details">
      {sections.map(({ id, title, columns, fields }) => (
        <section key={id} className="t-panel" {...(title === '' ? {} : { 'aria-label': title })}>
          {title !== '' && <h2>{title}</h2>}
          <div className="t-details-grid" style={{ '--columns': columns } as React.CSSProperties}>
            {fields.map(({ field: fieldId, span }) => {
              const field = byId.get(fieldId);
              return (
                field && (
                  <InlineField
                    key={fieldId}
                    entity={entity}
                    field={field}
                    record={record}
                    span={Math.min(span, columns)}
                    editable={
                      !field.readOnly &&
                      !locked.has(fieldId) &&
                      (!field.system || fieldId === 'owner') &&
                      field.relation?.cardinality !== 'inverse'
                    }
                  />
                )
              );
            })}
          </div>
        </section>
      ))}
    </div>
  );
}
