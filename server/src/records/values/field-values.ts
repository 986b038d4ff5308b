/** One value on its way in: its schema is compiled once per release, its form settled by its type. */
import { textIn } from '@tenon/documents';
import type { FieldModel } from '@tenon/model';
import type { Locale } from '@tenon/plugin-api';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { LiveRelease } from '../../releases/live.ts';

export type ValueCheck =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** The canonical form of a value, or why it is none. Empty texts and lists are null. */
export function checkValue(
  release: LiveRelease,
  field: FieldModel,
  raw: unknown,
  locale: Locale,
): ValueCheck {
  if (raw === null || raw === undefined || raw === '' || (Array.isArray(raw) && raw.length === 0)) {
    return { ok: true, value: null };
  }
  if (!isStorable(raw)) {
    return { ok: false, code: 'invalid-text', message: 'Text must not hold NUL or broken characters' };
  }
  const validate = validatorOf(release, field);
  if (!validate(raw)) {
    return { ok: false, code: 'invalid-value', message: sentence(validate.errors?.[0]) };
  }
  const { type, options } = field;
  const fault = type.check?.(raw, options);
  if (fault !== undefined) {
    return { ok: false, code: 'invalid-value', message: textIn(fault, locale.language) };
  }
  return { ok: true, value: type.normalize ? type.normalize(raw, options, locale) : raw };
}

function validatorOf(release: LiveRelease, field: FieldModel): ValidateFunction {
  const { ajv, validators } = release.memo('records:validators', () => ({
    ajv: new Ajv2020({ strict: false, unicodeRegExp: true, validateSchema: false }),
    validators: new Map<FieldModel, ValidateFunction>(),
  }));
  let validate = validators.get(field);
  if (!validate) {
    validate = ajv.compile(field.type.valueSchema(field.options));
    validators.set(field, validate);
  }
  return validate;
}

function sentence(error: ErrorObject | undefined): string {
  if (!error) return 'The value does not fit the field';
  const place = error.instancePath === '' ? 'The value' : `The value at ${error.instancePath}`;
  if (error.keyword === 'enum') {
    const allowed: unknown = error.params.allowedValues;
    const list = Array.isArray(allowed) ? allowed.slice(0, 20).map(String).join(', ') : '';
    return `${place} must be one of ${list}`;
  }
  if (error.keyword === 'pattern') return `${place} does not have the form that the field asks for`;
  return `${place} ${error.message ?? 'does not fit the field'}`;
}

/** Far beyond what any type takes: it says itself how deep its values may go. */
const mostDepth = 64;

/** Postgres keeps neither NUL nor half of a surrogate pair. */
function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (depth > mostDepth) return false;
  return Object.entries(value).every(([key, part]) => isStorable(key) && isStorable(part, depth + 1));
}
