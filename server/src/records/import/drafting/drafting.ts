/** The rows of a kept file as drafts: of a short file read here, of a long one by a thread of its own. */
import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ImportFormat } from '@tenon/model';
import { batchesOf, skipped } from '../batches.ts';
import type { Column, ImportPlan } from '../columns.ts';
import { readRows } from '../reading/rows.ts';
import type { FileSource } from '../reading/source.ts';
import type { DraftRow, Reader } from '../row.ts';
import { type FromThread, failureOf, fromWire, revived, type Task, type ToThread } from './wire.ts';

/** What a thread is started from; without it every file is read here. */
export interface DraftingThreads {
  /** URL of the module whose `registry` holds the plugins. */
  readonly plugins: string;
  /** The texts of the documents of a release. */
  readonly documentsOf: (release: number) => Promise<readonly string[]>;
}

export interface Drafting {
  readonly reader: Reader;
  readonly source: FileSource;
  readonly format: ImportFormat;
  readonly plan: ImportPlan;
  /** Cells of the header. */
  readonly width: number;
  /** Rows up to here were taken before. */
  readonly position: number;
}

/** In bytes. To start a thread costs about as much as to read some ten thousand rows. */
const worthThread = 4 * 1024 * 1024;
/** Batches that are under way between the threads. */
const ahead = 2;
/** Of what the thread holds; a file never has to fit. */
const threadHeapMiB = 128;

export async function* draftBatches(
  drafting: Drafting,
  threads: DraftingThreads | undefined,
): AsyncGenerator<readonly DraftRow[]> {
  const { reader, source, format, plan, width, position } = drafting;
  if (threads && source.size >= worthThread) {
    yield* draftedApart(drafting, threads);
    return;
  }
  const rows = readRows(source, format);
  try {
    await rows.next();
    yield* batchesOf(reader, { ...plan, key: keyOf(plan) }, await skipped(rows, position), width);
  } finally {
    void rows.return(undefined).catch(() => undefined);
  }
}

export async function* draftedApart(
  { reader, source, format, plan, width, position }: Drafting,
  { plugins, documentsOf }: DraftingThreads,
): AsyncGenerator<readonly DraftRow[]> {
  const { columns } = plan;
  const task: Task = {
    plugins,
    documents: await documentsOf(reader.release.number),
    release: reader.release.number,
    entity: plan.entity.id,
    columns: columns.map(({ index, others, header, field, reading, reference }) => ({
      index,
      others,
      header,
      field: field.id,
      reading,
      reference: reference && { many: reference.many },
    })),
    key: keyOf(plan).map((column) => columns.indexOf(column)),
    locale: reader.locale,
    format,
    size: source.size,
    width,
    position,
  };
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: threadHeapMiB, maxYoungGenerationSizeMb: 16 },
  });
  const say = (message: ToThread) => thread.postMessage(message);
  const readings = new Map<number, AsyncIterator<Buffer>>();
  thread.on('message', (message: FromThread) => {
    if (!('read' in message)) return;
    const { read, first, last } = message;
    const pieces = readings.get(read) ?? source.read(first, last)[Symbol.asyncIterator]();
    readings.set(read, pieces);
    pieces.next().then(
      ({ value, done }) => say({ read, ...(!done && { bytes: value }) }),
      (error: unknown) => say({ read, failed: failureOf(error) }),
    );
  });
  try {
    const messages = on(thread, 'message', { close: ['exit'] });
    for (let wanted = 0; wanted < ahead; wanted++) say({ want: true });
    for await (const [message] of messages as AsyncIterable<[FromThread]>) {
      if ('through' in message) return;
      if ('failed' in message) throw revived(message.failed);
      if (!('batch' in message)) continue;
      yield message.batch.map((row) => fromWire(columns, row));
      say({ want: true });
    }
    throw new Error('The thread that read the file ended before its end');
  } finally {
    await thread.terminate();
    for (const pieces of readings.values()) void pieces.return?.(undefined).catch(() => undefined);
  }
}

function keyOf({ key }: ImportPlan): readonly Column[] {
  return key?.columns ?? [];
}
