/** A file as rows: UTF-8 or an error with its place, a byte order mark or none, line by line. */

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Readable as NodeReadable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { TenonError } from '../../errors.ts';

export interface FileRow {
  /** The header is row 1; lines within quotes do not count. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface File {
  readonly rows: AsyncIterable<FileRow>;
  /** SHA-256 of what was read so far; of the whole file once the rows are through. */
  digest(): string;
}

const longestRecord = 2_000_000;

export function readFile(csv: Readable): File {
  const hash = createHash('sha256');
  const parser = parse({ bom: true, relax_column_count: true, max_record_size: longestRecord });
  const source = NodeReadable.from(decoded(csv, hash));
  return {
    digest: () => hash.copy().digest('hex'),
    rows: {
      async *[Symbol.asyncIterator]() {
        const failed = (error: Error) => parser.destroy(error);
        source.once('error', failed);
        source.pipe(parser);
        let row = 0;
        try {
          for await (const cells of parser) yield { row: ++row, cells: cells as string[] };
        } catch (error) {
          throw readable(error);
        } finally {
          source.unpipe(parser);
          source.destroy();
        }
      },
    },
  };
}

async function* decoded(csv: Readable, hash: { update(chunk: Buffer): unknown }): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let lines = 1;
  for await (const chunk of csv) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
    hash.update(buffer);
    const text = decode(
      () => decoder.decode(buffer, { stream: true }),
      () => lines + linesBeforeFault(buffer),
    );
    yield text;
    lines += newlinesIn(text);
  }
  yield decode(
    () => decoder.decode(),
    () => lines,
  );

  function decode(work: () => string, line: () => number): string {
    let text: string;
    try {
      text = work();
    } catch (cause) {
      throw unreadable('not-utf-8', `Line ${line()} is not UTF-8 text; save the file as CSV in UTF-8`, cause);
    }
    const nul = text.indexOf('\0');
    if (nul < 0) return text;
    const place = lines + newlinesIn(text.slice(0, nul));
    throw unreadable('not-text', `Line ${place} holds a NUL character; the file is no CSV text`);
  }
}

/** Lines before the first that is not UTF-8. The buffer may begin within a character. */
function linesBeforeFault(buffer: Buffer): number {
  let start = Math.max(
    buffer.findIndex((byte) => (byte & 0xc0) !== 0x80),
    0,
  );
  for (let line = 0; ; line++) {
    const end = buffer.indexOf(0x0a, start);
    if (end < 0 || !isUtf8(buffer.subarray(start, end))) return line;
    start = end + 1;
  }
}

const newlinesIn = (text: string) => text.split('\n').length - 1;

function unreadable(code: string, message: string, cause?: unknown): TenonError {
  return new TenonError('invalid-input', message, { errors: [{ pointer: '', code, message }], cause });
}

/** Faults that csv-parse finds, in words; ours stay as they are. */
function readable(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const { code, lines } = error as CsvError & { readonly lines?: unknown };
  const place = typeof lines === 'number' ? ` near line ${lines}` : '';
  const message =
    code === 'CSV_MAX_RECORD_SIZE'
      ? `A row is too long${place}; is a quote left open?`
      : `The CSV cannot be read${place}: a quote is out of place`;
  return unreadable('invalid-csv', message, error);
}
