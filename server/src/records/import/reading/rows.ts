/** A file as rows, whatever its format. */
import { Readable } from 'node:stream';
import type { ImportFormat } from '@tenon/model';
import { readCsv, unreadable } from './csv.ts';
import { delimiterOf, encodingOf, headBytes, isZip, sampleOf } from './format.ts';
import { type FileSource, withSpooled } from './source.ts';
import { readSheet, sheetNames } from './xlsx.ts';

export interface FileRow {
  /** The header is row 1; lines within quotes do not count. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** Of a file that is sent whole in one request. */
export const fileLimit = 2 * 1024 * 1024 * 1024;

/** The format of a file, with what the reader says of it instead of a guess. Fails when it is neither text nor XLSX. */
export async function formatOf(source: FileSource, said: Partial<ImportFormat> = {}): Promise<ImportFormat> {
  if (source.size === 0) throw empty();
  const sample = await sampleOf(source.read());
  if (isZip(sample)) {
    const sheets = await sheetNames(source);
    return { kind: 'xlsx', sheets, sheet: said.sheet ?? sheets[0] ?? '' };
  }
  return { kind: 'csv', ...textFormat(sample, said) };
}

function textFormat(sample: Buffer, said: Partial<ImportFormat>) {
  const encoding = said.encoding ?? encodingOf(sample);
  const text = new TextDecoder(encoding).decode(sample);
  return { encoding, delimiter: said.delimiter ?? delimiterOf(text) };
}

export function empty() {
  return unreadable('empty', 'The file is empty; its first row names the columns');
}

/** The rows of a file; a sheet's rows are as long as its first one at least. */
export function readRows(source: FileSource, format: ImportFormat): AsyncGenerator<FileRow> {
  if (format.kind === 'xlsx') return padded(readSheet(source, format.sheet ?? ''));
  return readCsv(source.read(), { encoding: format.encoding ?? 'utf-8', delimiter: format.delimiter ?? ',' });
}

/** The rows of a stream that can be read but once: its format is told from its beginning. */
export async function* readStream(
  stream: Readable,
  said: Partial<ImportFormat> = {},
): AsyncGenerator<FileRow> {
  const pieces = buffers(stream);
  const head: Buffer[] = [];
  async function* recorded(): AsyncGenerator<Buffer> {
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
      head.push(next.value);
      yield next.value;
    }
  }
  async function* whole(): AsyncGenerator<Buffer> {
    yield* head.splice(0);
    yield* pieces;
  }
  try {
    const sample = await sampleOf(recorded(), headBytes);
    if (sample.length === 0) throw empty();
    if (!isZip(sample)) {
      yield* readCsv(whole(), textFormat(sample, said));
      return;
    }
    yield* spooledRows(Readable.from(whole(), { objectMode: false }), said);
  } finally {
    void pieces.return(undefined).catch(() => undefined);
  }
}

/** A generator cannot live in a callback: the spooled file is given up when the reader is done. */
async function* spooledRows(stream: Readable, said: Partial<ImportFormat>): AsyncGenerator<FileRow> {
  const opened = Promise.withResolvers<FileSource>();
  const done = Promise.withResolvers<void>();
  const spooled = withSpooled(stream, fileLimit, async (source) => {
    opened.resolve(source);
    await done.promise;
  });
  spooled.catch(opened.reject);
  try {
    const source = await opened.promise;
    yield* readRows(source, await formatOf(source, said));
  } finally {
    done.resolve();
    await spooled.catch(() => undefined);
  }
}

async function* buffers(stream: Readable): AsyncGenerator<Buffer> {
  for await (const piece of stream as AsyncIterable<Buffer | string>)
    yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

async function* padded(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow> {
  let width: number | undefined;
  for await (const { row, cells } of rows) {
    width ??= cells.length;
    const missing = width - cells.length;
    yield { row, cells: missing > 0 ? [...cells, ...new Array<string>(missing).fill('')] : cells };
  }
}
