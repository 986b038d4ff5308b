/** From a body to checked values: every mistake at once, each with its pointer. */
import type { FieldModel } from '@tenon/model';
import type { Context } from '../../context.ts';
import { limits } from '../../query/limits.ts';
import { type Mistakes, pointerTo } from '../../query/mistakes.ts';
import { unknownField } from '../../query/paths.ts';
import { isPlainObject } from '../../query/plain.ts';
import { can, isReadOnly, rightsOf } from '../../query/rights.ts';
import type { VisibleEntity } from '../../query/visible.ts';
import { checkValue } from './field-values.ts';

/** Canonical values by field id; null is empty. */
export type CheckedValues = Map<string, unknown>;

export function checkBody(
  context: Context,
  entity: VisibleEntity,
  body: unknown,
  mistakes: Mistakes,
  at = '',
): CheckedValues {
  const values: CheckedValues = new Map();
  if (!isPlainObject(body)) {
    mistakes.add(at, 'type-mismatch', 'An object of values by field is due here');
    return values;
  }
  const given = Object.entries(body);
  if (given.length > limits.bodyFields) {
    mistakes.add(at, 'limit-exceeded', `At most ${limits.bodyFields} fields`);
    return values;
  }
  for (const [id, raw] of given) {
    const pointer = at + pointerTo(id);
    const field = entity.fields.get(id);
    if (!field) {
      const { code, message } = unknownField(entity, id);
      mistakes.add(pointer, code, message);
      continue;
    }
    const refusal = refusalOf(context, field);
    if (refusal) {
      mistakes.add(pointer, refusal.code, refusal.message);
      continue;
    }
    const check = checkValue(context.release, field, raw, context.locale);
    if (!check.ok) mistakes.add(pointer, check.code, check.message);
    else if (check.value === null && field.required)
      mistakes.add(pointer, 'required', requiredMessage(field));
    else values.set(id, check.value);
  }
  return values;
}

/** Fills in defaults and finds what is missing; fields that the viewer does not know cannot be asked of him. */
export function completeForCreate(
  context: Context,
  entity: VisibleEntity,
  values: CheckedValues,
  mistakes: Mistakes,
  at = '',
): void {
  for (const field of entity.entity.fields.values()) {
    if (field.system || field.computed || values.has(field.id) || field.storage.kind === 'inverse') continue;
    if (field.default !== undefined && field.default !== null) {
      const check = checkValue(context.release, field, field.default, context.locale);
      if (check.ok && check.value !== null) values.set(field.id, check.value);
    }
    const alreadyTold = mistakes.has(at + pointerTo(field.id));
    if (field.required && !values.has(field.id) && entity.fields.has(field.id) && !alreadyTold) {
      mistakes.add(at + pointerTo(field.id), 'required', requiredMessage(field));
    }
  }
}

export function requiredMessage(field: FieldModel): string {
  return `'${field.id}' must not be empty`;
}

/** Why a field is not written by this caller; undefined when it is. */
export function refusalOf(
  context: Context,
  field: FieldModel,
): { code: string; message: string } | undefined {
  const rights = rightsOf(context);
  if (field.system && field.id !== 'owner') {
    return { code: 'system-field', message: `'${field.id}' is filled in by the system` };
  }
  if (field.storage.kind === 'inverse') {
    return {
      code: 'read-only-field',
      message: `'${field.id}' is the other side of a relation; write that one`,
    };
  }
  if (field.computed) {
    return { code: 'read-only-field', message: `'${field.id}' is worked out, not written` };
  }
  if (
    isReadOnly(rights, field.entity, field.id) ||
    (field.readOnly && !field.system && isByPeople(context))
  ) {
    return { code: 'read-only-field', message: `'${field.id}' may be read, not written` };
  }
  return undefined;
}

/** Read-only fields are set by imports, rules and effects. */
export function isByPeople({ source }: Context): boolean {
  return source === 'api' || source === 'bulk';
}

/** Records change hands only by those who may assign, or by their creator to himself. */
export function mayAssign(context: Context, entity: string): boolean {
  return can(rightsOf(context), entity, 'assign');
}
