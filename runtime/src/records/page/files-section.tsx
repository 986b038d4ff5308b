import type { EntityConfig, RecordBody } from '@tenon/model';
import { useTranslation } from 'react-i18next';
import { useLocked } from '../../forms/index.ts';
import { InlineField } from '../inline-field.tsx';

const fileTypes = new Set(['file', 'image']);

/** All fields that hold files, with room to add some. */
export function FilesSection({
  entity,
  record,
  title,
}: {
  readonly entity: EntityConfig;
  readonly record: RecordBody;
  readonly title: string;
}) {
  const { t } = useTranslation();
  const locked = useLocked(entity, record);
  const fields = entity.fields.filter(({ type }) => fileTypes.has(type));
  return (
    <section className="t-panel" aria-label={title || t('recordPage.files')}>
      {title !== '' && <h2>{title}</h2>}
      {fields.length === 0 && <p className="t-muted">{t('recordPage.noFiles')}</p>}
      <div className="t-details-grid" style={{ '--columns': 1 } as React.CSSProperties}>
        {fields.map((field) => (
          <InlineField
            key={field.id}
            entity={entity}
            field={field}
            record={record}
            span={1}
            editable={!field.readOnly && !locked.has(field.id)}
          />
        ))}
      </div>
    </section>
  );
}
