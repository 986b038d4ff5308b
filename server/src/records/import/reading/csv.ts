/** Delimited text as rows: in its encoding or an error with its place, line by line. */
import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { TenonError } from '../../../errors.ts';
import type { Delimiter, Encoding } from './format.ts';
import type { FileRow } from './rows.ts';

const longestRecord = 2_000_000;

export interface CsvFormat {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
}

export async function* readCsv(
  pieces: AsyncIterable<Buffer>,
  { encoding, delimiter }: CsvFormat,
): AsyncGenerator<FileRow> {
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    // A quote within a cell that is in no quotes stands for itself, as in 37°36'37.8"N.
    relax_quotes: true,
    max_record_size: longestRecord,
  });
  const source = Readable.from(decoded(pieces, encoding));
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
}

export async function* decoded(pieces: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let lines = 1;
  for await (const buffer of pieces) {
    const text = decode(
      () => decoder.decode(buffer, { stream: true }),
      () => lines + (encoding === 'utf-8' ? linesBeforeFault(buffer) : 0),
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
      throw unreadable(
        encoding === 'utf-8' ? 'not-utf-8' : 'not-text',
        `Line ${line()} is not ${names[encoding] ?? encoding} text; save the file as CSV in UTF-8`,
        cause,
      );
    }
    const nul = text.indexOf('\0');
    if (nul < 0) return text;
    const place = lines + newlinesIn(text.slice(0, nul));
    throw unreadable('not-text', `Line ${place} holds a NUL character; the file is no CSV text`);
  }
}

const names: { readonly [encoding: string]: string } = { 'utf-8': 'UTF-8', gb18030: 'GB 18030' };

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

const newlinesIn = (text: string) => {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

export function unreadable(code: string, message: string, cause?: unknown): TenonError {
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
