/** The entries of an XLSX file, which is a ZIP file: read from any source, each as a stream that is bounded. */
import { PassThrough, Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { unreadable } from './csv.ts';
import type { FileSource } from './source.ts';

/** A workbook has about ten; more than this is no workbook. */
const mostEntries = 10_000;

export interface Archive {
  has(name: string): boolean;
  /** Fails with `invalid-xlsx` when there is no such entry, and past `limit` bytes unpacked. */
  open(name: string, limit: number): AsyncIterable<Buffer>;
}

class SourceReader extends RandomAccessReader {
  readonly #source: FileSource;
  constructor(source: FileSource) {
    super();
    this.#source = source;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    // A PassThrough, because yauzl wants a stream that can be unpiped and destroyed like those of node:fs.
    const through = new PassThrough();
    const pieces = Readable.from(this.#source.read(start, end - 1), { objectMode: false });
    pieces.on('error', (error) => through.destroy(error));
    through.on('close', () => pieces.destroy());
    return pieces.pipe(through);
  }
}

export async function openArchive(source: FileSource): Promise<Archive> {
  let zip: ZipFile;
  const entries = new Map<string, Entry>();
  try {
    zip = await fromRandomAccessReaderPromise(new SourceReader(source), source.size, { autoClose: false });
    if (zip.entryCount > mostEntries) throw new Error('too many entries');
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry);
  } catch (error) {
    throw invalid('The file is a damaged ZIP file, and no XLSX workbook', error);
  }
  return {
    has: (name) => entries.has(name),
    async *open(name, limit) {
      const entry = entries.get(name);
      if (!entry || entry.isEncrypted())
        throw invalid('The file is no XLSX workbook, or one with a password');
      let size = 0;
      try {
        for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
          size += piece.length;
          if (size > limit) throw tooLarge();
          yield piece;
        }
      } catch (error) {
        if (error instanceof Error && 'errors' in error) throw error;
        throw invalid('The workbook is damaged', error);
      }
    },
  };
}

export function invalid(message: string, cause?: unknown) {
  return unreadable('invalid-xlsx', message, cause);
}

export function tooLarge() {
  return unreadable('limit-exceeded', 'The workbook unpacks to more than can be read; save the sheet as CSV');
}
