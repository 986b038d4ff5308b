/** Who serves a queue, and how much of it they may take (QU2). */
import { sql } from '@tenon/expressions';
import type { QueueModel } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { createSqlContext } from '../../query/compile/index.ts';
import { holds } from '../contexts.ts';
import { startOf } from '../durations.ts';
import { lock } from '../locks.ts';
import { liveStates } from '../tasks/store.ts';

export function queueOf({ release }: Context, id: string): QueueModel {
  const queue = release.model.queues.get(id);
  if (!queue) throw new TenonError('not-found', `There is no queue '${id}'`);
  return queue;
}

/** Whether the viewer may claim from the queue: works tasks, and is one of its members. */
export async function serves(context: Context, queue: QueueModel): Promise<boolean> {
  const { release, moment, viewer } = context;
  if (viewer.id === null || !holds(context, 'work')) return false;
  if (!queue.members) return true;
  const u = sql.id('u');
  const scope = createSqlContext({ release, moment, rights: 'system', row: u });
  const rows = await queryable(context).query(sql`
    select from ${physicalEntity(release, 'user').table} ${u}
    where ${u}.id = ${sql.value(viewer.id, 'uuid')} and ${u}.deleted_at is null
      and (${release.registry.rules.toSql(queue.members.checked, scope)})`);
  return rows.length > 0;
}

/** Throws when the viewer may take no more from the queue. Claims of one operator wait for each other here. */
export async function requireRoom(tx: Transaction, context: Context, queue: QueueModel): Promise<void> {
  const { viewer, moment } = context;
  const { holds: most, claimsPerDay } = queue.limits;
  if (viewer.id === null) throw new TenonError('not-allowed', 'Only an operator can claim');
  await lock(tx, `claims:${viewer.id}`);
  const operator = sql.value(viewer.id, 'uuid');
  if (most !== undefined) {
    const [row] = await tx.query<{ held: string }>(sql`
      select count(*) as held from tenon.tasks
      where operator = ${operator} and claimed_from = ${queue.id} and state in ${liveStates}`);
    if (Number(row?.held) >= most) {
      throw new TenonError(
        'limit-reached',
        `You hold ${most} tasks of this queue already; that is its limit`,
      );
    }
  }
  if (claimsPerDay !== undefined) {
    const [row] = await tx.query<{ claimed: string }>(sql`
      select count(*) as claimed from tenon.decisions
      where kind = 'claim' and operator = ${operator} and at >= ${sql.value(startOf('day', moment), 'timestamptz')}
        and detail->>'queue' = ${queue.id}`);
    if (Number(row?.claimed) >= claimsPerDay) {
      throw new TenonError(
        'limit-reached',
        `You claimed ${claimsPerDay} tasks of this queue today; that is its limit`,
      );
    }
  }
}
