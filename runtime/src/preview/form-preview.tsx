import type { EntityConfig, FormConfig } from '@tenon/model';
import { useState } from 'react';
import { type FormValues, RecordForm } from '../forms/index.ts';
import { PreviewFrame, type PreviewFrameProps } from './preview-frame.tsx';

export interface FormPreviewProps extends Omit<PreviewFrameProps, 'children'> {
  readonly form: FormConfig;
  readonly entity: EntityConfig;
  /** A record to show in it. */
  readonly values?: FormValues;
}

/** A form that can be filled in, conditions and checks included; nothing is saved. */
export function FormPreview({ form, entity, values, ...frame }: FormPreviewProps) {
  return (
    <PreviewFrame {...frame}>
      <TriedForm form={form} entity={entity} start={values ?? {}} />
    </PreviewFrame>
  );
}

function TriedForm({
  form,
  entity,
  start,
}: {
  readonly form: FormConfig;
  readonly entity: EntityConfig;
  readonly start: FormValues;
}) {
  const [values, setValues] = useState(start);
  return (
    <RecordForm
      id="preview"
      form={form}
      entity={entity.id}
      fields={entity.fields}
      values={values}
      onChange={setValues}
      onSubmit={() => undefined}
    />
  );
}
