import type { ColumnConfig, EntityConfig, RecordBody } from '@tenon/model';
import { Skeleton } from 'antd';
import { useLocked } from '../../forms/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import { FieldCell } from '../../registry/index.ts';
import { InlineField } from '../inline-field.tsx';
import { usePathValues } from './use-path-values.ts';

/** Chosen fields: those of the record may be changed in their place, those behind a relation are read. */
export function FieldsSection({
  entity,
  record,
  title,
  columns,
  fields,
}: {
  readonly entity: EntityConfig;
  readonly record: RecordBody;
  readonly title: string;
  readonly columns: number;
  readonly fields: readonly ColumnConfig[];
}) {
  const { label } = useLanguage();
  const locked = useLocked(entity, record);
  const { record: values, pending } = usePathValues(entity.id, record, fields);
  return (
    <section className="t-panel" {...(title === '' ? {} : { 'aria-label': title })}>
      {title !== '' && <h2>{title}</h2>}
      <div className="t-details-grid" style={{ '--columns': columns } as React.CSSProperties}>
        {fields.map(({ path, label: text, field }) => {
          if (!path.includes('.')) {
            const editable =
              !field.readOnly && !locked.has(field.id) && (!field.system || field.id === 'owner');
            return (
              <InlineField
                key={path}
                entity={entity}
                field={field}
                record={record}
                span={1}
                editable={editable}
              />
            );
          }
          const titles = values.$titles?.[path];
          return (
            <div key={path} className="t-detail">
              <span className="t-detail-name">{label(text, path)}</span>
              <div className="t-detail-value">
                {pending ? (
                  <Skeleton.Input active size="small" />
                ) : (
                  <FieldCell
                    field={field}
                    value={values[path]}
                    whole
                    {...(titles === undefined ? {} : { title: titles })}
                  />
                )}
              </div>
            </div>
          );
        })}
      </div>
    </section>
  );
}
