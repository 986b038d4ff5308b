// The package's main door also loads its test helpers, and with them a validator that needs code generation.
import Form from '@rjsf/core/lib/components/Form.js';
import type { ErrorSchema, RegistryFieldsType, RJSFSchema, UiSchema } from '@rjsf/utils';
import type { Row } from '@tenon/expressions';
import type { FieldConfig, FormConfig } from '@tenon/model';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { useRegistry } from '../registry/index.ts';
import { createFaults } from './faults.ts';
import type { FormContext, FormValues, Titles } from './form-context.ts';
import { FieldFrame, RegistryField, SectionsTemplate } from './form-templates.tsx';
import { createFormValidator, type FieldFault, withRules } from './form-validator.ts';
import { useDecidedForm } from './use-decided-form.ts';

export interface RecordFormProps {
  /** The id of the form element, for a button that stands elsewhere. */
  readonly id: string;
  readonly form: Pick<FormConfig, 'schema' | 'sections'>;
  readonly entity: string;
  readonly fields: readonly FieldConfig[];
  readonly values: FormValues;
  /** What people read in place of ids, for values that the record came with. */
  readonly titles?: Titles;
  /** The record as it was, null for a new one: then the values are held against the constraints of the entity. */
  readonly base?: Row | null;
  /** Required whatever the field says. */
  readonly required?: readonly string[];
  readonly onChange: (values: FormValues) => void;
  /** Only the fields that were shown: what a condition hides is not sent. */
  readonly onSubmit: (values: FormValues) => void;
  readonly onInvalid?: () => void;
  /** What the server said, by field. */
  readonly errors?: { readonly [field: string]: readonly string[] };
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}

const templates = { ObjectFieldTemplate: SectionsTemplate, FieldTemplate: FieldFrame };
// rjsf types every field by the whole form's values; ours takes the value of one field.
const rjsfFields = { RegistryField } as unknown as RegistryFieldsType<FormValues, RJSFSchema, FormContext>;

/** A form of the configuration: rjsf drives it, field types draw it, the rule language decides what it shows. */
export function RecordForm(props: RecordFormProps) {
  const {
    id,
    form,
    values,
    titles = {},
    onChange,
    onSubmit,
    onInvalid,
    errors,
    disabled = false,
    autoFocus = false,
  } = props;
  const { t } = useTranslation();
  const { label } = useLanguage();
  const registry = useRegistry();
  const decided = useDecidedForm(props);
  const { fields, broken } = decided;
  const [faults] = useState(createFaults);
  const byId = useMemo(() => new Map(fields.map((field) => [field.id, field])), [fields]);

  const shown = decided.sections.flatMap((section) => section.fields).filter(({ field }) => byId.has(field));
  const always = new Set([...(props.required ?? []), ...asList(form.schema.required)]);
  const schema: RJSFSchema = {
    type: 'object',
    properties: Object.fromEntries(
      shown.map(({ field }) => [field, { title: label(byId.get(field)?.label, field) }]),
    ),
    required: shown
      .filter(({ field, required }) => required || always.has(field) || byId.get(field)?.required === true)
      .map(({ field }) => field),
  };
  const uiSchema: UiSchema<FormValues, RJSFSchema, FormContext> = {
    // Its button stands outside of it.
    'ui:submitButtonOptions': { norender: true },
    ...Object.fromEntries(
      shown.map(({ field, readOnly }, index) => [
        field,
        {
          'ui:field': 'RegistryField',
          'ui:readonly': readOnly || byId.get(field)?.readOnly === true,
          'ui:autofocus': autoFocus && index === 0,
        },
      ]),
    ),
  };
  const validator = useMemo(
    () =>
      createFormValidator({
        fields: byId,
        schema: form.schema,
        registry,
        faults,
        texts: {
          required: (field) => t('form.required', { field }),
          invalid: (field) => t('form.invalid', { field }),
          tooShort: (limit) => t('form.tooShort', { limit }),
          tooLong: (limit) => t('form.tooLong', { limit }),
          tooSmall: (limit) => t('form.tooSmall', { limit }),
          tooLarge: (limit) => t('form.tooLarge', { limit }),
          label,
        },
      }),
    [byId, form.schema, registry, faults, t, label],
  );
  // A rule that stands at no field of this form is left to the server.
  const shownIds = new Set(shown.map(({ field }) => field));
  const rulesOf = (entered: FormValues): readonly FieldFault[] =>
    broken(entered).flatMap(({ id: rule, fields: places, message }) =>
      places
        .filter((field) => shownIds.has(field))
        .map((field) => ({ field, message: label(message, rule) })),
    );
  const context: FormContext = {
    sections: decided.sections,
    fields: Object.fromEntries(byId),
    titles,
    onFault: faults.note,
  };
  return (
    <Form<FormValues, RJSFSchema, FormContext>
      id={id}
      idPrefix={id}
      schema={schema}
      uiSchema={uiSchema}
      validator={withRules(validator, rulesOf)}
      templates={templates}
      fields={rjsfFields}
      formContext={context}
      formData={values}
      extraErrors={errorSchemaOf(errors)}
      disabled={disabled}
      noHtml5Validate
      showErrorList={false}
      experimental_componentUpdateStrategy="shallow"
      onChange={({ formData }) => onChange(formData ?? {})}
      onSubmit={({ formData }) =>
        onSubmit(
          pick(
            formData ?? {},
            shown.map(({ field }) => field),
          ),
        )
      }
      onError={(problems) => {
        focusField(id, problems[0]?.property);
        onInvalid?.();
      }}
    />
  );
}

function errorSchemaOf(errors: RecordFormProps['errors']): ErrorSchema<FormValues> {
  const entries = Object.entries(errors ?? {}).map(([field, messages]) => [
    field,
    { __errors: [...messages] },
  ]);
  return Object.fromEntries(entries) as ErrorSchema<FormValues>;
}

function pick(values: FormValues, fields: readonly string[]): FormValues {
  return Object.fromEntries(
    fields.filter((field) => Object.hasOwn(values, field)).map((field) => [field, values[field]]),
  );
}

function asList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function focusField(formId: string, property: string | undefined): void {
  if (property === undefined) return;
  document.getElementById(`${formId}_${property.replace(/^\./, '')}`)?.focus();
}
