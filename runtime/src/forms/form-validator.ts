import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type {
  ErrorSchema,
  RJSFSchema,
  RJSFValidationError,
  ValidationData,
  ValidatorType,
} from '@rjsf/utils';
import type { Text } from '@tenon/documents';
import type { FieldConfig } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';
import type { Faults } from './faults.ts';
import type { FormContext, FormValues } from './form-context.ts';

/** Texts for what may be wrong with a value. */
export interface ValidationTexts {
  required(field: string): string;
  invalid(field: string): string;
  tooShort(limit: number): string;
  tooLong(limit: number): string;
  tooSmall(limit: number): string;
  tooLarge(limit: number): string;
  label(text: Text | undefined, fallback: string): string;
}

export interface ValidatorInput {
  readonly fields: ReadonlyMap<string, FieldConfig>;
  /** Value schemas of the form; a field that has none is checked by its type's. */
  readonly schema: { readonly [keyword: string]: unknown };
  readonly registry: Registry;
  readonly texts: ValidationTexts;
  /** Of controls whose text means no value: the value beside it is not what the user wrote. */
  readonly faults: Faults;
}

type FormValidator = ValidatorType<FormValues, RJSFSchema, FormContext>;

/** Checks values without generating code, so that it works under a strict Content-Security-Policy. */
export function createFormValidator(input: ValidatorInput): FormValidator {
  const { fields, texts, faults } = input;

  const messagesFor = (id: string, value: unknown, required: boolean): readonly string[] => {
    const field = fields.get(id);
    if (!field) return [];
    const fault = faults.of(id);
    if (fault !== undefined) return [fault];
    const name = texts.label(field.label, field.id);
    if (isEmpty(value)) return required ? [texts.required(name)] : [];
    const schema = valueSchema(input, field);
    const { valid, errors } = new Validator(schema as Schema, '2020-12', false).validate(value);
    if (!valid) return [messageOf(errors, schema, texts) ?? texts.invalid(name)];
    const refusal = input.registry.fieldTypes.get(field.type)?.check?.(value, field.options);
    return refusal === undefined ? [] : [texts.label(refusal, texts.invalid(name))];
  };

  const validateFormData = (
    values: FormValues | undefined,
    schema: RJSFSchema,
  ): ValidationData<FormValues> => {
    const required = new Set(schema.required ?? []);
    const errors: RJSFValidationError[] = [];
    const errorSchema: { [field: string]: { __errors: string[] } } = {};
    for (const id of Object.keys(schema.properties ?? {})) {
      const messages = messagesFor(id, values?.[id], required.has(id));
      if (messages.length === 0) continue;
      errorSchema[id] = { __errors: [...messages] };
      errors.push(...messages.map((message) => ({ property: `.${id}`, message, stack: message })));
    }
    return { errors, errorSchema: errorSchema as ErrorSchema<FormValues> };
  };
  return {
    validateFormData,
    isValid: (schema, values) => validateFormData(values, schema).errors.length === 0,
    rawValidation: () => ({ errors: [] }),
  };
}

/** What a rule says at a field. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** The validator, which asks the rules over several fields once each value is valid by itself. */
export function withRules(
  validator: FormValidator,
  rulesOf: (values: FormValues) => readonly FieldFault[],
): FormValidator {
  return {
    ...validator,
    validateFormData(values, schema, ...rest) {
      const found = validator.validateFormData(values, schema, ...rest);
      if (found.errors.length > 0) return found;
      const faults = rulesOf(values ?? {});
      const byField: { [field: string]: { __errors: string[] } } = {};
      for (const { field, message } of faults) {
        const known = byField[field]?.__errors ?? [];
        byField[field] = { __errors: [...known, message] };
      }
      return {
        errors: faults.map(({ field, message }) => ({ property: `.${field}`, message, stack: message })),
        errorSchema: byField as ErrorSchema<FormValues>,
      };
    },
  };
}

export function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function valueSchema(
  { schema, registry }: ValidatorInput,
  field: FieldConfig,
): { readonly [keyword: string]: unknown } {
  const properties = schema.properties as
    | { readonly [field: string]: { readonly [keyword: string]: unknown } }
    | undefined;
  if (properties && Object.hasOwn(properties, field.id)) return properties[field.id] ?? {};
  return registry.fieldTypes.get(field.type)?.valueSchema(field.options) ?? {};
}

const limits = {
  minLength: 'tooShort',
  maxLength: 'tooLong',
  minimum: 'tooSmall',
  maximum: 'tooLarge',
} as const satisfies Record<string, keyof ValidationTexts>;

function messageOf(
  errors: readonly OutputUnit[],
  schema: { readonly [keyword: string]: unknown },
  texts: ValidationTexts,
): string | undefined {
  for (const { keyword } of errors) {
    if (!Object.hasOwn(limits, keyword)) continue;
    const limit = schema[keyword];
    if (typeof limit === 'number') return texts[limits[keyword as keyof typeof limits]](limit);
  }
  return undefined;
}
