/** What is ours, is about a record and has an id follows it: tasks, touchpoints, decisions, favourites. */
import { type Sql, sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { newId } from '../../ids.ts';
import type { MergePlan } from './request.ts';

interface Followed {
  readonly name: string;
  readonly table: Sql;
  /** How the record stands in it. */
  readonly column: Sql;
  readonly type: 'uuid' | 'text';
  /** From an id to that. */
  readonly cast: Sql;
  /** Rows that may go there: what stands there already stays in their way. */
  readonly passes: (to: Sql) => Sql;
}

const live = sql`('open', 'in_progress')`;
const always = () => sql`true`;

export const followed: readonly Followed[] = [
  {
    name: 'tasks',
    table: sql.id('tenon', 'tasks'),
    column: sql.id('record_id'),
    type: 'uuid',
    cast: sql.empty,
    passes: (to) =>
      sql`(t.state not in ${live} or not exists (select from tenon.tasks o where o.entity = t.entity and o.record_id = ${to} and o.task_type = t.task_type and o.state in ${live}))`,
  },
  {
    name: 'touchpoints',
    table: sql.id('tenon', 'touchpoints'),
    column: sql.id('record_id'),
    type: 'uuid',
    cast: sql.empty,
    passes: always,
  },
  {
    name: 'decisions',
    table: sql.id('tenon', 'decisions'),
    column: sql.id('record_id'),
    type: 'uuid',
    cast: sql.empty,
    passes: always,
  },
  {
    name: 'favourites',
    table: sql.id('tenon', 'favourites'),
    column: sql.id('target'),
    type: 'text',
    cast: sql`::text`,
    passes: (to) =>
      sql`t.kind = 'record' and not exists (select from tenon.favourites o where o.owner = t.owner and o.kind = t.kind and o.entity = t.entity and o.target = ${to})`,
  },
];

/** How many rows went along, by what they are. */
export async function moveRows(
  context: Context,
  tx: Transaction,
  entity: string,
  { survivor, others }: MergePlan,
  merge: string,
  at: string,
): Promise<{ readonly [kind: string]: number }> {
  const counts: { [kind: string]: number } = {};
  for (const { name, table, column, type, passes } of followed) {
    const to = sql.value(survivor, type);
    // One record after the other: two of them may have what the survivor can have once.
    for (const other of others) {
      const rows = await tx.query(sql`
        with moved as (
          update ${table} t set ${column} = ${to}
          where t.entity = ${entity} and t.${column} = ${sql.value(other, type)} and ${passes(to)}
          returning t.id
        )
        insert into tenon.merge_moves (merge, kind, place, field, record_id, from_id)
        select ${sql.value(merge, 'uuid')}, 'row', ${name}, '', moved.id, ${sql.value(other, 'uuid')} from moved
        returning record_id`);
      if (rows.length > 0) counts[name] = (counts[name] ?? 0) + rows.length;
    }
  }
  await closeTasks(context, tx, entity, others, merge, at);
  return counts;
}

/** Live tasks of a kind that the survivor has already. */
async function closeTasks(
  context: Context,
  tx: Transaction,
  entity: string,
  others: readonly string[],
  merge: string,
  at: string,
): Promise<void> {
  const when = sql.value(at, 'timestamptz');
  const by = sql.value(context.viewer.id, 'uuid');
  const closed = await tx.query<{
    id: string;
    state: string;
    operator: string | null;
    queue: string | null;
  }>(sql`
    with due as (
      select t.id, t.state from tenon.tasks t
      where t.entity = ${entity} and t.record_id = any(${sql.value([...others], 'uuid[]')}) and t.state in ${live}
      for update
    ), noted as (
      insert into tenon.merge_moves (merge, kind, place, field, record_id, from_id)
      select ${sql.value(merge, 'uuid')}, 'closed', 'tasks', t.state, t.id, t.record_id
      from tenon.tasks t join due on due.id = t.id
    )
    update tenon.tasks t set state = 'cancelled', closed_at = ${when}, closed_by = ${by}, version = t.version + 1
    from due where due.id = t.id
    returning t.id, due.state, t.operator, t.queue`);
  for (const { id, state, operator, queue } of closed)
    await tx.query(sql`
      insert into tenon.task_events (id, task, action, from_state, to_state, operator, queue, by_id, at, detail)
      values (${sql.value(newId(), 'uuid')}, ${sql.value(id, 'uuid')}, 'cancel', ${state}, 'cancelled', ${sql.value(operator, 'uuid')}, ${sql.value(queue, 'text')}, ${by}, ${when}, ${sql.value(JSON.stringify({ merge }), 'jsonb')})`);
  tx.announce('tenon_tasks');
}
