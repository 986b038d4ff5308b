/** The rows of a file in batches that are written at once. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import type { ImportPlan } from './columns.ts';
import type { FileRow } from './reading/rows.ts';
import { type DraftRow, draftRow } from './row.ts';

const batchSize = 1_000;
/** Rows between which other work of the process gets its turn. */
const rowsInOneGo = 200;

/** One item is made while the one before is used: the file is read and checked while Postgres writes. */
export async function* readAhead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = items.next();
  try {
    for (let item = await next; !item.done; item = await next) {
      next = items.next();
      // A fault of the next item is thrown in its turn, if it comes to that.
      next.catch(() => undefined);
      yield item.value;
    }
  } finally {
    // Nobody waits for what a slow sender has yet to send when it is no longer wanted.
    void items.return(undefined).catch(() => undefined);
  }
}

/** Rows in batches. A key that comes again opens a new batch, so that the later row finds the earlier one written. */
export async function* batchesOf(
  context: Context,
  plan: ImportPlan,
  rows: AsyncIterator<FileRow>,
  width: number,
): AsyncGenerator<readonly DraftRow[]> {
  let batch: DraftRow[] = [];
  let keys = new Set<string>();
  let drafted = 0;
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    if (next.value.cells.every((cell) => cell.trim() === '')) continue;
    drafted += 1;
    if (drafted % rowsInOneGo === 0) await breathe();
    const row = draftRow(context, plan, next.value, width);
    const key = plan.key && JSON.stringify(row.values.get(plan.key.field.id) ?? null);
    if (batch.length === batchSize || (key !== undefined && key !== 'null' && keys.has(key))) {
      yield batch;
      batch = [];
      keys = new Set();
    }
    if (key !== undefined) keys.add(key);
    batch.push(row);
  }
  if (batch.length > 0) yield batch;
}
