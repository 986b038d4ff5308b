/** What kind of file it is: by its bytes, never by its name. */
import { isUtf8 } from 'node:buffer';
import type { ImportFormat } from '@tenon/model';
import { analyse } from 'chardet';

export type Encoding = NonNullable<ImportFormat['encoding']>;
export type Delimiter = NonNullable<ImportFormat['delimiter']>;

/** What a reader may be told; each is a label that TextDecoder knows. */
export const encodings: readonly Encoding[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-1250',
  'windows-1251',
  'windows-1252',
];
export const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];

/** Bytes looked at from the first that is not ASCII on. */
const sampleBytes = 64 * 1024;
/** An ASCII beginning longer than this is taken for UTF-8 by who reads a stream only once. */
export const headBytes = 1024 * 1024;

export const isZip = (head: Buffer): boolean => head.length >= 4 && head.readUInt32LE(0) === 0x04034b50;

/**
 * The first bytes of a file, or, where those are ASCII alone, its first line and the bytes around the first that are
 * not: what a file's encoding can be told from. Reads no further than it must.
 */
export async function sampleOf(
  pieces: AsyncIterable<Buffer>,
  most = Number.POSITIVE_INFINITY,
): Promise<Buffer> {
  const head: Buffer[] = [];
  let headLength = 0;
  const rest: Buffer[] = [];
  let restLength = 0;
  let read = 0;
  for await (const piece of pieces) {
    read += piece.length;
    const room = sampleBytes - headLength;
    if (room > 0) {
      head.push(piece.subarray(0, room));
      headLength += Math.min(room, piece.length);
    }
    const at = restLength > 0 ? 0 : piece.findIndex((byte) => byte > 0x7f || byte === 0);
    if (at >= 0) {
      const from = Math.max(at, room > 0 ? Math.min(room, piece.length) : 0);
      rest.push(piece.subarray(from));
      restLength += piece.length - Math.min(at, piece.length);
    }
    if ((restLength >= sampleBytes && headLength >= sampleBytes) || read >= most) break;
  }
  return Buffer.concat([...head, ...rest]);
}

/** How the bytes are to be read as text. Broken UTF-8 stays UTF-8, so that its faults are told and not papered over. */
export function encodingOf(sample: Buffer): Encoding {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return 'utf-8';
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const wide = wideEncoding(sample);
  if (wide) return wide;
  // A sample may end within a character.
  if ([0, 1, 2, 3].some((cut) => isUtf8(sample.subarray(0, Math.max(0, sample.length - cut)))))
    return 'utf-8';
  if (shareOfCommonHanzi(sample) > 0.8) return 'gb18030';
  if (isLatin(sample)) return 'windows-1252';
  return guessed(sample);
}

/** UTF-16 without a mark: every other byte of its Latin letters, commas and line ends is 0. */
function wideEncoding(sample: Buffer): Encoding | undefined {
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const pairs = sample.length / 2;
  if (odd > 3 && odd > pairs * 0.2 && even < pairs * 0.02) return 'utf-16le';
  if (even > 3 && even > pairs * 0.2 && odd < pairs * 0.02) return 'utf-16be';
  return undefined;
}

/**
 * How much of what is not ASCII are pairs of the symbols and the 3,755 frequent characters that GB 2312 lists first
 * (rows 1 to 3 and 16 to 55). UTF-8 and Latin letters hardly ever fall there.
 */
function shareOfCommonHanzi(bytes: Buffer): number {
  let common = 0;
  let all = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    all += 1;
    const trail = bytes[at + 1];
    if (trail === undefined) break;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) common += 1;
    if (trail >= 0x40) at += 1;
  }
  return all === 0 ? 0 : common / all;
}

/** Letters with marks and signs stand alone between ASCII. */
function isLatin(bytes: Buffer): boolean {
  let alone = 0;
  let all = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    all += 1;
    const isLetter = byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7;
    const isSign = [0x80, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xa0, 0xa3, 0xa7, 0xab, 0xb0, 0xbb].includes(
      byte,
    );
    if ((isLetter || isSign) && (bytes[at - 1] ?? 0) < 0x80 && (bytes[at + 1] ?? 0) < 0x80) alone += 1;
  }
  return all > 0 && alone / all > 0.9;
}

const known: { readonly [name: string]: Encoding } = {
  Big5: 'big5',
  Shift_JIS: 'shift_jis',
  'EUC-KR': 'euc-kr',
  GB18030: 'gb18030',
  'windows-1250': 'windows-1250',
  'windows-1251': 'windows-1251',
  'ISO-8859-2': 'windows-1250',
  'ISO-8859-5': 'windows-1251',
};
const leastConfidence = 60;

function guessed(sample: Buffer): Encoding {
  for (const { name, confidence } of analyse(sample)) {
    const encoding = known[name];
    if (encoding && confidence >= leastConfidence && decodes(sample, encoding)) return encoding;
  }
  return 'utf-8';
}

function decodes(sample: Buffer, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The sign that divides the header into the most columns, and the rows below alike. */
export function delimiterOf(text: string): Delimiter {
  const rows = countsByRow(text);
  const [header, ...body] = rows;
  if (!header) return ',';
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const [index, delimiter] of delimiters.entries()) {
    const columns = header[index] ?? 0;
    if (columns === 0) continue;
    const alike = body.filter((counts) => counts[index] === columns).length;
    const score = body.length === 0 ? columns / 1_000 : alike / body.length + columns / 1_000;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

const countedRows = 50;

/** Delimiters outside of quotes, for the first rows; the last one of the text may be cut and is left out. */
function countsByRow(text: string): number[][] {
  const rows: number[][] = [];
  let counts = delimiters.map(() => 0);
  let quoted = false;
  let isEmpty = true;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) {
      if (!isEmpty) rows.push(counts);
      if (rows.length === countedRows) return rows;
      counts = delimiters.map(() => 0);
      isEmpty = true;
      continue;
    } else if (!quoted) {
      const index = (delimiters as readonly string[]).indexOf(char);
      if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
    }
    isEmpty = false;
  }
  if (rows.length === 0 && !isEmpty) rows.push(counts);
  return rows;
}
