/** Makes parts from scratch, in chunks that a killed process leaves behind, where what they are made of has changed. */
import { sql } from '@tenon/expressions';
import { type Context, within } from '../../context.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { lock } from '../../work/locks.ts';
import { type IndexPart, type KeptIndex, partLock } from './part.ts';
import { begin, forgetOthers, ownState, passed, reach, ready } from './states.ts';

const statementTimeoutMs = 600_000;
const options = { statementTimeoutMs, retry: true };

export interface Kept {
  /** Records that were looked at. */
  readonly records: number;
}

/** Brings every part up to date. Ends early when a newer release takes over; its own call does the rest. */
export async function makeParts<Part extends IndexPart>(
  index: KeptIndex<Part>,
  contextOf: () => Context,
  signal?: AbortSignal,
): Promise<Kept> {
  const context = contextOf();
  const parts = index.parts(context.release);
  await dropOthers(context, index, [...parts.keys()]);
  const due: Part[] = [];
  for (const part of parts.values()) if (await begin(context, index, part)) due.push(part);
  const conclude = await index.prepare?.(context, due);
  let records = 0;
  try {
    for (const part of due) {
      for (let taken = await step(context, index, part); taken; taken = await step(context, index, part)) {
        records += taken.first;
        if (signal?.aborted || contextOf().release.number !== context.release.number) return { records };
      }
    }
  } finally {
    await conclude?.();
  }
  for (const part of due) await declareReady(context, index, part);
  return { records };
}

/** Undefined when all passes are over, or another release has taken over. */
async function step<Part extends IndexPart>(
  context: Context,
  index: KeptIndex<Part>,
  part: Part,
): Promise<{ readonly first: number } | undefined> {
  const { table } = physicalEntity(context.release, part.entity.id);
  return context.db.transaction(async (tx) => {
    const state = await ownState(tx, index, part);
    if (!state || state.phase === passed) return undefined;
    const { phase: pass, reached } = state;
    const held = within(context, tx);
    const after = reached ? sql`and r.id > ${sql.value(reached, 'uuid')}` : sql.empty;
    const rows = await tx.query<{ id: string }>(sql`
      select r.id from ${table} r where r.deleted_at is null ${after}
      order by r.id limit ${sql.value(index.recordsAtOnce, 'bigint')}`);
    const ids = rows.map(({ id }) => id);
    const last = ids.at(-1);
    if (last !== undefined) {
      await index.make(held, tx, part, pass, ids);
      await reach(tx, index, part, pass, last);
      return { first: pass === index.passes[0] ? ids.length : 0 };
    }
    await index.finish(held, tx, part, pass);
    await reach(tx, index, part, index.passes[index.passes.indexOf(pass) + 1] ?? passed, null);
    return { first: 0 };
  }, options);
}

/** Unless somebody has had it forgotten meanwhile, who then makes it himself. */
async function declareReady(
  context: Context,
  index: { readonly name: string },
  part: IndexPart,
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const state = await ownState(tx, index, part);
    if (state?.phase === passed) await reach(tx, index, part, ready, null);
  }, options);
}

async function dropOthers<Part extends IndexPart>(
  context: Context,
  index: KeptIndex<Part>,
  parts: readonly string[],
): Promise<void> {
  await context.db.transaction(async (tx) => {
    for (const part of await forgetOthers(context, tx, index, parts)) {
      await lock(tx, partLock(index.name, part));
      await index.drop(tx, part);
    }
  }, options);
}
