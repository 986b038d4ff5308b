/** Field types that keep their values in their own way have them before they are written, and say what is logged. */
import { type Text, textIn } from '@tenon/documents';
import type { FieldModel } from '@tenon/model';
import type { IncomingValue } from '@tenon/plugin-api';
import type { Context } from '../../context.ts';
import { TenonError } from '../../errors.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import type { PhysicalField } from '../../tables/physical.ts';
import { isSame } from '../values/same.ts';
import { fieldServer } from './field-server.ts';

/** The part of a write that is about values. */
export interface ValuesOfWrite {
  readonly id: string;
  readonly values: ReadonlyMap<string, unknown>;
  readonly changes: { readonly [field: string]: readonly [unknown, unknown] };
}

export interface Refusal {
  /** Of the record. */
  readonly id: string;
  readonly field: FieldModel;
  readonly message: Text;
}

export interface Kept<W extends ValuesOfWrite> {
  /** The writes as they go to the database; those with a refusal are not among them. */
  readonly writes: readonly W[];
  readonly refusals: readonly Refusal[];
}

/** Whether writes of these fields pass `keepValues`, and so need a transaction. */
export function needsKeeping(
  context: Context,
  entity: string,
  isNew: boolean,
  values: ReadonlyMap<string, unknown>,
): boolean {
  return keepers(context, entity).some(
    ({ field, serverType }) => values.has(field.id) || (isNew && serverType.keeping?.always === true),
  );
}

/**
 * What field types make of the values of records that are about to be written in the context's transaction. A write that is left out
 * because one of its values was refused must not take place.
 */
export async function keepValues<W extends ValuesOfWrite>(
  context: Context,
  entity: string,
  isNew: boolean,
  writes: readonly W[],
): Promise<Kept<W>> {
  const { tx } = context;
  if (!tx) throw new Error('Values are kept in the transaction of their write');
  const refusals: Refusal[] = [];
  let left = writes;
  for (const { field, serverType } of keepers(context, entity)) {
    const { keeping } = serverType;
    if (!keeping) continue;
    const asked = left.filter(({ values }) => values.has(field.id) || (isNew && keeping.always === true));
    if (asked.length === 0) continue;
    const incoming = asked.map(
      ({ id, values, changes }): IncomingValue<unknown> => ({
        record: id,
        isNew,
        before: changes[field.id]?.[0] ?? null,
        value: values.get(field.id) ?? null,
      }),
    );
    const answers = await keeping.keep(incoming, field.options, fieldServer(context, field, tx));
    const kept = new Map<W, W | undefined>();
    asked.forEach((write, index) => {
      const answer = answers[index];
      if (!answer) throw new Error(`The field type ${field.type.id} gave too few answers`);
      const message = answer.ok ? emptied(field, incoming[index], answer.stored) : answer.message;
      if (message !== undefined) refusals.push({ id: write.id, field, message });
      const isKept = answer.ok && message === undefined;
      kept.set(write, isKept ? withValue(write, field.id, answer.stored, answer.logged) : undefined);
    });
    left = left.flatMap((write) => (kept.has(write) ? (kept.get(write) ?? []) : write));
  }
  return { writes: left.map((write) => ({ ...write, kept: true })), refusals };
}

/** The same, where one refusal fails all: its message names the value by `pointer` and the field. */
export async function keepAllValues<W extends ValuesOfWrite>(
  context: Context,
  entity: string,
  isNew: boolean,
  writes: readonly W[],
  pointer = '',
): Promise<readonly W[]> {
  const kept = await keepValues(context, entity, isNew, writes);
  if (kept.refusals.length === 0) return kept.writes;
  throw new TenonError('invalid-values', 'Some values are not valid', {
    errors: kept.refusals.slice(0, mostErrors).map(({ field, message }) => ({
      pointer: `${pointer}/${field.id}`,
      code: 'invalid-value',
      message: textIn(message, context.locale.language),
    })),
  });
}

const mostErrors = 100;

/** Nothing may be left of a value that is required. */
function emptied(
  field: FieldModel,
  incoming: IncomingValue<unknown> | undefined,
  stored: unknown,
): Text | undefined {
  if (!field.required || stored !== null || incoming?.value === null) return undefined;
  return { en: `'${field.id}' must not be empty`, 'zh-CN': `“${field.id}”不能为空` };
}

function withValue<W extends ValuesOfWrite>(write: W, field: string, stored: unknown, logged: unknown): W {
  const before = write.changes[field]?.[0] ?? null;
  const values = new Map(write.values);
  const changes = { ...write.changes };
  if (isSame(before, stored)) {
    values.delete(field);
    Reflect.deleteProperty(changes, field);
  } else {
    values.set(field, stored);
    changes[field] = [before, logged];
  }
  return { ...write, values, changes };
}

/** Of the type of its result, but written by nobody. */
const isComputed = (field: FieldModel) => 'computed' in field && field.computed !== undefined;

function keepers(context: Context, entity: string): readonly PhysicalField[] {
  return context.release.memo(`records:keepers:${entity}`, () =>
    [...physicalEntity(context.release, entity).fields.values()].filter(
      ({ field, serverType, columns }) =>
        serverType.keeping !== undefined && columns.length > 0 && !isComputed(field),
    ),
  );
}
