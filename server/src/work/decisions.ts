/** Decisions that people make: a claim, a hand-over. Those of a run are written with its tasks. */
import { sql } from '@tenon/expressions';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/index.ts';
import { newId } from '../ids.ts';
import type { TaskRow } from './tasks/store.ts';

export async function recordDecision(
  tx: Transaction,
  context: Context,
  kind: 'claim' | 'handover',
  task: TaskRow,
  detail: { readonly [name: string]: unknown },
): Promise<void> {
  await tx.query(sql`
    insert into tenon.decisions (id, kind, rule, release, entity, record_id, task, operator, detail, by_id, at)
    values (${sql.value(newId(), 'uuid')}, ${kind}, ${sql.value(task.rule, 'text')},
      ${sql.value(context.release.number, 'integer')}, ${task.entity}, ${sql.value(task.record_id, 'uuid')},
      ${sql.value(task.id, 'uuid')}, ${sql.value(task.operator, 'uuid')}, ${sql.value(JSON.stringify(detail), 'jsonb')},
      ${sql.value(context.viewer.id, 'uuid')}, ${sql.value(context.moment.now, 'timestamptz')})`);
}
