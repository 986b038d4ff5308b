/** Looks for records like one that is being written. */
import type { Row } from '@tenon/expressions';
import { sql } from '@tenon/expressions';
import type { DuplicateQuestion, FieldModel, SuspectsBody } from '@tenon/model';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import { areReady } from '../log/kept/index.ts';
import { entityFor } from '../query/authorize.ts';
import { limits } from '../query/limits.ts';
import { pointerTo } from '../query/mistakes.ts';
import { isPlainObject } from '../query/plain.ts';
import { findRecords } from '../records/find.ts';
import { checkValue } from '../records/values/field-values.ts';
import { matchesOf } from './index/keys.ts';
import { matchIndex } from './index/match-index.ts';
import { keysOf, type MatchRule, rulesOfEntity } from './rules.ts';
import { isOpenTo, type Suspicion, tellSuspects } from './suspects.ts';

const mostTold = 10;
const longestWritten = 1_000;
const statementTimeoutMs = 2_000;

/**
 * Suspects for values as they stand in a form: those that are no values yet count as empty. Throws `not-found` for an entity
 * that may not be read, `invalid-input` for a question of another shape.
 */
export async function findDuplicates(
  context: Context,
  entityId: string,
  question: DuplicateQuestion,
): Promise<SuspectsBody> {
  // Parse and authorize.
  const entity = entityFor(context, entityId, 'read');
  const { values, id } = question;
  if (!isPlainObject(values)) throw wrong('/values', 'An object of values by field is due here');
  const given = Object.entries(values);
  if (given.length > limits.bodyFields) throw wrong('/values', `At most ${limits.bodyFields} fields`);
  if (id !== undefined && !isId(id)) throw wrong('/id', 'This is no id of a record');
  const unknown = given.find(([field]) => !entity.fields.has(field));
  if (unknown)
    throw wrong(`/values${pointerTo(unknown[0])}`, `${entityId} has no field ${unknown[0].slice(0, 60)}`);
  const rules = rulesOfEntity(context.release, entityId).filter((match) => isOpenTo(context, match));
  if (rules.length === 0) return { suspects: [], ready: true };

  // Coerce: what is given over what is there.
  const row: { [field: string]: unknown } = { ...(await presentRow(context, entityId, rules, id)) };
  for (const [name, raw] of given) {
    const field = entity.fields.get(name);
    row[name] = field ? coerced(context, field, raw) : null;
  }

  // Look and tell.
  const suspicions = await context.db.transaction(
    async (tx) => {
      await tx.query(sql`select set_config('enable_seqscan', 'off', true)`);
      const all: Suspicion[] = [];
      for (const match of rules) {
        const ways = keysOf(context, match, row as Row);
        all.push({ match, found: await matchesOf(tx, [{ id: id ?? newId(), ways }]) });
      }
      return all;
    },
    { readOnly: true, statementTimeoutMs },
  );
  return {
    suspects: await tellSuspects(context, suspicions, mostTold),
    ready: await areReady(context, matchIndex, rules),
  };
}

/** A value, or what somebody is writing down who has not ended yet. */
function coerced(context: Context, field: FieldModel, raw: unknown): unknown {
  const checked = checkValue(context.release, field, raw, context.locale);
  if (checked.ok) return checked.value;
  if (typeof raw !== 'string' || raw.length > longestWritten) return null;
  const parsed = field.type.parse(raw, field.options, context.locale);
  return parsed.ok ? parsed.value : null;
}

async function presentRow(
  context: Context,
  entity: string,
  rules: readonly MatchRule[],
  id: string | undefined,
): Promise<Row> {
  if (id === undefined) return {};
  const paths = [...new Map(rules.flatMap((match) => match.paths).map((path) => [path.path, path])).values()];
  const [found] = await findRecords(context, entity, [id], { paths });
  return (found?.record ?? {}) as Row;
}

function wrong(pointer: string, message: string): TenonError {
  return new TenonError('invalid-input', message, { errors: [{ pointer, code: 'invalid', message }] });
}
