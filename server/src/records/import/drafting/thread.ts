/**
 * The thread that reads a file and makes values of its cells, which is most of the work of an import that is not Postgres':
 * the server's own thread goes on answering meanwhile. It has no database; bytes of the file are asked for.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ServerRegistry } from '@tenon/plugin-api';
import { configurationOf } from '../../../releases/configuration.ts';
import { liveRelease } from '../../../releases/live.ts';
import { batchesOf, skipped } from '../batches.ts';
import { KnownTexts } from '../known-texts.ts';
import { readRows } from '../reading/rows.ts';
import type { FileSource } from '../reading/source.ts';
import type { DraftColumn } from '../row.ts';
import { type FromThread, failureOf, type Piece, revived, type Task, type ToThread, toWire } from './wire.ts';

const say = (message: FromThread) => parentPort?.postMessage(message);

/** Batches that may be sent; who sends one waits for it. */
let wanted = 0;
let onWanted: (() => void) | undefined;
const pieces = new Map<number, (piece: Piece) => void>();

parentPort?.on('message', (message: ToThread) => {
  if ('want' in message) {
    wanted += 1;
    onWanted?.();
  } else {
    pieces.get(message.read)?.(message);
  }
});

let readings = 0;

function sourceOf(size: number): FileSource {
  return {
    size,
    async *read(first = 0, last = size - 1) {
      const read = ++readings;
      for (;;) {
        const { promise, resolve } = Promise.withResolvers<Piece>();
        pieces.set(read, resolve);
        say({ read, first, last });
        const { bytes, failed } = await promise;
        if (failed) throw revived(failed);
        if (!bytes) return;
        yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      }
    },
  };
}

async function draft(task: Task): Promise<void> {
  const { registry } = (await import(task.plugins)) as { readonly registry: ServerRegistry };
  const { model } = configurationOf(task.documents, registry);
  const fields = model.entities.get(task.entity)?.fields;
  const columns = task.columns.map((column): DraftColumn => {
    const field = fields?.get(column.field);
    if (!field) throw new Error(`There is no field ${column.field} in release ${task.release}`);
    return { ...column, field, known: new KnownTexts() };
  });
  const reader = { release: liveRelease(task.release, model, registry), locale: task.locale };
  const plan = { columns, key: task.key.flatMap((place) => columns[place] ?? []) };
  const rows = readRows(sourceOf(task.size), task.format);
  await rows.next();
  for await (const batch of batchesOf(reader, plan, await skipped(rows, task.position), task.width)) {
    while (wanted === 0) await new Promise<void>((resolve) => (onWanted = resolve));
    wanted -= 1;
    say({ batch: batch.map((row) => toWire(columns, row)) });
  }
}

try {
  await draft(workerData as Task);
  say({ through: true });
} catch (error) {
  say({ failed: failureOf(error) });
}
parentPort?.close();
