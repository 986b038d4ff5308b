import type { EntityConfig, FormConfig, RecordBody } from '@tenon/model';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Values } from '../api-client/index.ts';
import { DuplicateHint } from '../duplicates/index.ts';
import { placeErrors, RecordForm, type Titles } from '../forms/index.ts';
import { useErrorText } from '../pages/index.ts';

export interface EditFormProps {
  readonly id: string;
  readonly entity: EntityConfig;
  readonly form: FormConfig;
  /** The record as it was; null for a new one. */
  readonly base: RecordBody | null;
  readonly values: Values;
  readonly titles?: Titles;
  readonly error: unknown;
  readonly pending: boolean;
  readonly submitText: string;
  readonly onChange: (values: Values) => void;
  readonly onSubmit: (values: Values) => void;
  readonly onCancel: () => void;
}

/** A form with its buttons, and what the server refused at the fields where it belongs. */
export function EditForm({
  id,
  entity,
  form,
  base,
  values,
  titles,
  error,
  pending,
  submitText,
  onChange,
  onSubmit,
  onCancel,
}: EditFormProps) {
  const { t } = useTranslation();
  const text = useErrorText();
  const shown = form.sections.flatMap(({ fields }) => fields.map(({ field }) => field));
  const placed = placeErrors(error, shown);
  const count = Object.keys(placed.fields).length;
  const rest = error && count === 0 && placed.rest.length === 0 ? [text(error)] : placed.rest;
  return (
    <div className="t-stack">
      {rest.map((message) => (
        <Alert key={message} type="error" showIcon title={message} />
      ))}
      {count > 0 && <Alert type="error" showIcon title={t('form.fix', { count })} />}
      <RecordForm
        id={id}
        form={form}
        entity={entity.id}
        fields={entity.fields}
        base={base}
        values={values}
        {...(titles ? { titles } : {})}
        errors={placed.fields}
        disabled={pending}
        autoFocus
        onChange={onChange}
        onSubmit={onSubmit}
      />
      {entity.comparedFields.length > 0 && (
        <DuplicateHint entity={entity} id={base?.id} values={values} error={error} />
      )}
      <div className="t-import-actions">
        <Button type="primary" htmlType="submit" form={id} loading={pending}>
          {submitText}
        </Button>
        <Button onClick={onCancel} disabled={pending}>
          {t('app.cancel')}
        </Button>
      </div>
    </div>
  );
}
