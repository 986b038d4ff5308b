/** The rows of a file in batches that are written at once. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { FileRow } from './reading/rows.ts';
import { type DraftColumn, type DraftRow, draftRow, type Reader } from './row.ts';

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
export async function* batchesOf<In extends DraftColumn>(
  reader: Reader,
  { columns, key }: { readonly columns: readonly In[]; readonly key: readonly In[] },
  rows: AsyncIterator<FileRow>,
  width: number,
): AsyncGenerator<readonly DraftRow<In>[]> {
  let batch: DraftRow<In>[] = [];
  let keys = new Set<string>();
  let drafted = 0;
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    if (next.value.cells.every((cell) => cell.trim() === '')) continue;
    drafted += 1;
    if (drafted % rowsInOneGo === 0) await breathe();
    const row = draftRow(reader, columns, next.value, width);
    const named = keyOf(key, row);
    if (batch.length === batchSize || (named !== undefined && keys.has(named))) {
      yield batch;
      batch = [];
      keys = new Set();
    }
    if (named !== undefined) keys.add(named);
    batch.push(row);
  }
  if (batch.length > 0) yield batch;
}

/** Undefined for a row without a whole key. */
export function keyOf<In extends DraftColumn>(
  key: readonly In[],
  { values, references }: Pick<DraftRow<In>, 'values' | 'references'>,
): string | undefined {
  const parts = key.map((column) => references.get(column)?.[0] ?? values.get(column.field.id) ?? null);
  if (parts.length === 0 || parts.includes(null)) return undefined;
  // Whether case counts, the unique index knows; here it is enough that what may be alike comes one after the other.
  return JSON.stringify(parts).normalize('NFKC').toLowerCase();
}

/** The rows after those that were taken before. */
export async function skipped<Row extends { readonly row: number }>(
  rows: AsyncGenerator<Row>,
  position: number,
): Promise<AsyncGenerator<Row>> {
  if (position === 0) return rows;
  let next = await rows.next();
  while (!next.done && next.value.row <= position) next = await rows.next();
  const first = next;
  return (async function* () {
    if (!first.done) yield first.value;
    yield* rows;
  })();
}
