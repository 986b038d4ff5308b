import { sql } from '@tenon/expressions';
import type { StageTimes } from '@tenon/model';
import { type Context, queryable } from '../context.ts';
import { TenonError } from '../errors.ts';
import { entityFor } from '../query/authorize.ts';
import { findRecord } from './find.ts';
import type { RecordsDependencies } from './operation.ts';

interface Move {
  readonly stage: string | null;
  readonly at: string;
}

/** How long a record has been in each of its stages, told by the log: what was never written there was never so. */
export async function stageTimes(
  deps: RecordsDependencies,
  context: Context,
  entityId: string,
  id: string,
): Promise<StageTimes> {
  // Authorize.
  const entity = entityFor(context, entityId, 'read');
  const { stages } = entity.entity.constraints;
  if (!stages || !entity.fields.has(stages.field.id))
    throw new TenonError('not-found', `Records of ${entityId} have no stages`);
  const { field, since } = stages;
  const paths = [field, since].map((one) => ({ path: one.id, steps: [one], field: one }));
  const { record } = await findRecord(context, entityId, id, { paths });

  // Run. A record that came from a file may have been in its stage before it was here.
  const moves = await queryable(context).query<Move & { began: string | null }>(
    sql`select changes #>> array[${sql.value(field.id, 'text')}, '1'] as stage, at, changes #>> array[${sql.value(since.id, 'text')}, '1'] as began from tenon.changes where entity = ${sql.value(entityId, 'text')} and record_id = ${sql.value(id, 'uuid')} and changes ? ${sql.value(field.id, 'text')} order by version`,
  );

  // Present.
  const stays = staysOf(
    moves.map(({ stage, at, began }) => ({ stage, at: began ?? at })),
    deps.now(),
  );
  const stage = (record[field.id] ?? null) as string | null;
  const entered = (record[since.id] ?? moves.at(-1)?.at ?? null) as string | null;
  return { field: field.id, stage, since: stage === null ? null : entered, stays };
}

/** Each stage in the order of the first time, with whole seconds; the last stay lasts until now. */
export function staysOf(moves: readonly Move[], now: string): StageTimes['stays'] {
  const stays = new Map<string, { stage: string; times: number; milliseconds: number }>();
  moves.forEach(({ stage, at }, index) => {
    if (stage === null) return;
    const stay = stays.get(stage) ?? { stage, times: 0, milliseconds: 0 };
    stay.times += 1;
    stay.milliseconds += Math.max(Date.parse(moves[index + 1]?.at ?? now) - Date.parse(at), 0);
    stays.set(stage, stay);
  });
  return [...stays.values()].map(({ stage, times, milliseconds }) => ({
    stage,
    times,
    seconds: Math.floor(milliseconds / 1000),
  }));
}
