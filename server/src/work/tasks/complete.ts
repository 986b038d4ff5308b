/** Completing a task (TK4): the outcome's values, its effects, the contact and the follow-ups, all or nothing. */
import { sql } from '@tenon/expressions';
import type { CompleteTask, EffectModel, FieldModel, OutcomeModel, TaskTypeModel } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { type ErrorDetail, isTenonError, TenonError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { createSqlContext } from '../../query/compile/index.ts';
import type { Records, Values } from '../../records/records.ts';
import { onBehalf } from '../contexts.ts';
import { after } from '../durations.ts';
import { createTask, move, type TaskRow } from './store.ts';

const longestNote = 10_000;
/** A task is not worked on for longer than a day at a stretch. */
const mostSeconds = 86_400;

/** The context must be inside a transaction, and the row locked in it. */
export async function completeTask(
  records: Records,
  context: Context,
  tx: Transaction,
  task: TaskRow,
  completion: CompleteTask,
): Promise<TaskRow> {
  const taskType = context.release.model.taskTypes.get(task.task_type);
  const outcome = taskType?.outcomes.get(completion.outcome);
  if (!taskType || !outcome) {
    throw invalid([
      { pointer: '/outcome', code: 'unknown-outcome', message: 'This task has no such outcome' },
    ]);
  }
  const { values, note, seconds } = checked(outcome, completion);

  // The operator's own values, with the operator's own rights.
  const byTask: Context = { ...context, source: 'task' };
  if (Object.keys(values).length > 0) {
    await placed('/values', () =>
      records.update(byTask, task.entity, task.record_id, values, { version: 'any' }),
    );
  }
  const done = await move(tx, context, task, {
    action: 'complete',
    key: completion.key,
    set: [
      sql`outcome = ${outcome.id}`,
      sql`note = ${sql.value(note, 'text')}`,
      sql`seconds = ${sql.value(seconds, 'integer')}`,
    ],
    detail: { outcome: outcome.id },
  });
  await tx.query(sql`
    insert into tenon.touchpoints (id, entity, record_id, task, task_type, by_id, channel, direction, outcome, note,
      seconds, at)
    values (${sql.value(newId(), 'uuid')}, ${task.entity}, ${sql.value(task.record_id, 'uuid')},
      ${sql.value(task.id, 'uuid')}, ${task.task_type}, ${sql.value(context.viewer.id, 'uuid')}, 'task', 'out',
      ${outcome.id}, ${sql.value(note, 'text')}, ${sql.value(seconds, 'integer')},
      ${sql.value(context.moment.now, 'timestamptz')})`);
  for (const effect of outcome.effects) await carryOut(records, onBehalf(byTask), tx, taskType, done, effect);
  return done;
}

interface Checked {
  readonly values: Values;
  readonly note: string | null;
  readonly seconds: number | null;
}

/** All that is wrong comes at once; the values themselves are judged by the gate of records. */
function checked(outcome: OutcomeModel, { values = {}, note = '', seconds }: CompleteTask): Checked {
  const mistakes: ErrorDetail[] = [];
  const fields = new Map(outcome.fields.map((entry) => [entry.field.id, entry]));
  for (const id of Object.keys(values)) {
    if (fields.has(id)) continue;
    mistakes.push({
      pointer: `/values/${id}`,
      code: 'unknown-field',
      message: 'This outcome does not ask for it',
    });
  }
  for (const [id, { required }] of fields) {
    const value = Object.hasOwn(values, id) ? values[id] : undefined;
    const empty =
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (required && empty) {
      mistakes.push({
        pointer: `/values/${id}`,
        code: 'required',
        message: 'Fill this in to complete the task',
      });
    }
  }
  const text = note.trim();
  if (outcome.note === 'required' && text === '') {
    mistakes.push({ pointer: '/note', code: 'required', message: 'This outcome needs a note' });
  }
  if (text.length > longestNote) {
    mistakes.push({
      pointer: '/note',
      code: 'too-long',
      message: `A note has at most ${longestNote} characters`,
    });
  }
  if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= 0 && seconds <= mostSeconds)) {
    mistakes.push({
      pointer: '/seconds',
      code: 'invalid-value',
      message: `Whole seconds, 0 to ${mostSeconds}`,
    });
  }
  if (mistakes.length > 0) throw invalid(mistakes);
  return { values, note: outcome.note === 'none' || text === '' ? null : text, seconds: seconds ?? null };
}

function invalid(errors: readonly ErrorDetail[]): TenonError {
  return new TenonError('invalid-values', 'The task can not be completed like this', { errors });
}

/** Errors of a part of the request, with their places in the whole of it. */
async function placed<T>(at: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isTenonError(error) || !error.errors) throw error;
    const errors = error.errors.map((detail) => ({ ...detail, pointer: at + detail.pointer }));
    throw new TenonError(error.code, error.message, { errors, cause: error });
  }
}

async function carryOut(
  records: Records,
  context: Context,
  tx: Transaction,
  taskType: TaskTypeModel,
  task: TaskRow,
  effect: EffectModel,
): Promise<void> {
  if (effect.kind === 'set') {
    const patch = await evaluate(context, tx, task, effect.set);
    await records.update(context, task.entity, task.record_id, patch, { version: 'any' });
  } else if (effect.kind === 'followUp') {
    const next = context.release.model.taskTypes.get(effect.taskType);
    if (!next) return;
    const toQueue = effect.to === 'queue';
    await createTask(tx, context, {
      taskType: next,
      record: task.record_id,
      operator: toQueue ? null : task.operator,
      queue: toQueue ? (effect.queue ?? null) : null,
      snoozedUntil: after(context.moment, effect.after),
      rule: task.rule,
      detail: { followUpOf: task.id },
    });
  } else {
    await records.update(context, task.entity, task.record_id, { owner: null }, { version: 'any' });
    await createTask(tx, context, {
      taskType,
      record: task.record_id,
      operator: null,
      queue: effect.queue,
      rule: task.rule,
      detail: { releasedBy: task.id },
    });
  }
}

/** The values of a `set` effect over the record as it stands now, as the gate takes them. */
async function evaluate(
  context: Context,
  tx: Transaction,
  task: TaskRow,
  set: Extract<EffectModel, { kind: 'set' }>['set'],
): Promise<Values> {
  const { release, moment } = context;
  const r = sql.id('r');
  const scope = createSqlContext({
    release,
    moment,
    rights: 'system',
    row: r,
    names: { viewer: context.viewer.attributes },
  });
  const columns = set.map(
    ({ value }, index) =>
      sql`${release.registry.rules.toSql(value.checked, scope, 'value')} as ${sql.id(`v${index}`)}`,
  );
  const [row] = await tx.query<{ [column: string]: unknown }>(sql`
    select ${sql.join(columns)} from ${physicalEntity(release, task.entity).table} r
    where r.id = ${sql.value(task.record_id, 'uuid')}`);
  return Object.fromEntries(
    set.map(({ field }, index) => [field.id, valueFor(context, field, row?.[`v${index}`] ?? null)]),
  );
}

/** Numbers come out of the database as text; the field type reads them as it reads text of a file. */
function valueFor({ locale }: Context, field: FieldModel, value: unknown): unknown {
  if (value === null || field.valueType.kind !== 'number') return value;
  const parsed = field.type.parse(String(value), field.options, locale);
  return parsed.ok ? parsed.value : value;
}
