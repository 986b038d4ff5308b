/** A file as rows: UTF-8 or an error with its place, a byte order mark or none, line by line. */

import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Readable as NodeReadable } from 'node:stream';
import { parse } from 'csv-parse';
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
  let bytes = 0;
  for await (const chunk of csv) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
    hash.update(buffer);
    yield decode(() => decoder.decode(buffer, { stream: true }), bytes);
    bytes += buffer.length;
  }
  yield decode(() => decoder.decode(), bytes);
}

function decode(work: () => string, bytes: number): string {
  let text: string;
  try {
    text = work();
  } catch (cause) {
    const message = `The file is not UTF-8 text (somewhere after byte ${bytes}); save it as CSV in UTF-8`;
    throw new TenonError('invalid-input', message, {
      errors: [{ pointer: '', code: 'not-utf-8', message }],
      cause,
    });
  }
  if (text.includes('\0')) {
    const message = `The file holds a NUL character (somewhere after byte ${bytes}); it is no CSV text`;
    throw new TenonError('invalid-input', message, { errors: [{ pointer: '', code: 'not-text', message }] });
  }
  return text;
}

/** Faults that csv-parse finds, in words; ours stay as they are. */
function readable(error: unknown): unknown {
  const { code, lines } = error as { code?: unknown; lines?: unknown };
  if (typeof code !== 'string' || !code.startsWith('CSV_')) return error;
  const place = typeof lines === 'number' ? ` near line ${lines}` : '';
  const message =
    code === 'CSV_MAX_RECORD_SIZE'
      ? `A row is too long${place}; is a quote left open?`
      : `The CSV cannot be read${place}: a quote is out of place`;
  return new TenonError('invalid-input', message, {
    errors: [{ pointer: '', code: 'invalid-csv', message }],
    cause: error,
  });
}
