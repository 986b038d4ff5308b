import type { EntityConfig, FieldConfig, RecordBody } from '@tenon/model';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { narrowedFields, placeErrors } from '../forms/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { EditOutlined } from '../pages/icons.tsx';
import { useErrorText } from '../pages/index.ts';
import { FieldCell, FieldControl } from '../registry/index.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { Reveal } from './reveal.tsx';
import { useSaveRecord } from './use-save-record.ts';

export interface InlineFieldProps {
  readonly entity: EntityConfig;
  readonly field: FieldConfig;
  readonly record: RecordBody;
  readonly span: number;
  readonly editable: boolean;
}

/** One field for reading; where it may be changed, for changing in its place. */
export function InlineField(props: InlineFieldProps) {
  const { entity, field, record, span, editable } = props;
  const { t } = useTranslation();
  const { label } = useLanguage();
  const [editing, setEditing] = useState(false);
  const name = label(field.label, field.id);
  const title = record.$titles?.[field.id];
  return (
    <div className="t-detail" style={{ '--span': span } as React.CSSProperties}>
      <span className="t-detail-name">{name}</span>
      {editing ? (
        <InlineEditor {...props} onClose={() => setEditing(false)} />
      ) : (
        <>
          <div className="t-detail-value">
            <FieldCell
              field={field}
              value={record[field.id]}
              whole
              {...(title === undefined ? {} : { title })}
            />
          </div>
          <Reveal entity={entity.id} field={field} record={record} name={name} />
          {editable && entity.actions.includes('update') && (
            <Button
              type="text"
              size="small"
              className="t-detail-edit"
              aria-label={t('records.editField', { field: name })}
              icon={<EditOutlined />}
              onClick={() => setEditing(true)}
            />
          )}
        </>
      )}
    </div>
  );
}

function InlineEditor({
  entity,
  field,
  record,
  onClose,
}: InlineFieldProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const text = useErrorText();
  // What editing began with: somebody else's change meanwhile must not pass unnoticed.
  const [base] = useState(record);
  const [value, setValue] = useState<unknown>(record[field.id] ?? null);
  const [fault, setFault] = useState<string>();
  const [refused, setRefused] = useState(false);
  const { save, conflict, dropConflict } = useSaveRecord(entity.id, onClose);
  const title = base.$titles?.[field.id];
  const values = { [field.id]: value };
  const placed = placeErrors(save.error, [field.id]);
  // A value may be refused at another field: what that one lacks is said here.
  const told = [...(placed.fields[field.id] ?? []), ...placed.rest];
  const saveMessages = save.error && !conflict ? (told.length > 0 ? told : [text(save.error)]) : [];
  const [narrowed = field] = narrowedFields(entity, [field], { ...base, ...values }, base);
  const messages = refused && fault !== undefined ? [fault] : saveMessages;
  const submit = () => {
    setRefused(fault !== undefined);
    if (fault !== undefined) return;
    if (JSON.stringify(value) === JSON.stringify(base[field.id] ?? null)) onClose();
    else save.mutate({ base, values });
  };
  return (
    <form
      className="t-inline-edit t-field"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <FieldControl
        id={`inline-${field.id}`}
        field={narrowed}
        value={value}
        onChange={setValue}
        onFault={setFault}
        required={field.required}
        readOnly={false}
        disabled={save.isPending}
        autoFocus
        invalid={messages.length > 0}
        {...(title === undefined ? {} : { title })}
      />
      {messages.length > 0 && (
        <p className="t-field-error" role="alert">
          {messages.join(' ')}
        </p>
      )}
      <div className="t-inline">
        <Button size="small" type="primary" htmlType="submit" loading={save.isPending}>
          {t('app.save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('app.cancel')}
        </Button>
      </div>
      {conflict && (
        <ConflictDialog
          entity={entity}
          conflict={conflict}
          saving={save.isPending}
          onKeepMine={() => save.mutate({ base, values, version: conflict.theirs.version })}
          onTakeTheirs={() => {
            dropConflict();
            onClose();
          }}
        />
      )}
    </form>
  );
}
