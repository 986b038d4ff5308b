/** The pattern of an automatic number: words in braces stand for parts of the day, zeros for the number. */

export interface Day {
  /** Four digits. */
  readonly year: string;
  /** Two digits each. */
  readonly month: string;
  readonly day: string;
}

export type Restart = 'never' | 'year' | 'month' | 'day';

const parts = /\{(yyyy|yy|mm|dd|0+)\}/g;
const dayWords = { yyyy: 'year', yy: 'year', mm: 'month', dd: 'day' } as const;

/** What is wrong with a pattern, going by how often its numbers start anew; undefined when nothing is. */
export function patternFault(pattern: string, restart: Restart): string | undefined {
  const words = [...pattern.matchAll(parts)].map(([, word = '']) => word);
  const digits = words.filter((word) => word.startsWith('0'));
  if (digits.length !== 1) return 'A pattern has one number, written as zeros in braces: {00000}';
  if (/[{}]/.test(pattern.replaceAll(parts, ''))) return 'Braces hold yyyy, yy, mm, dd or zeros alone';
  const named = new Set(words.map((word) => (word === 'yy' ? 'yyyy' : word)));
  const due = { never: [], year: ['yyyy'], month: ['yyyy', 'mm'], day: ['yyyy', 'mm', 'dd'] }[restart];
  const lacking = due.find((word) => !named.has(word));
  return lacking && `Numbers that start anew each ${restart} repeat unless the pattern has {${lacking}}`;
}

export function numberText(pattern: string, number: number, day: Day): string {
  return pattern.replaceAll(parts, (_, word: string) => {
    if (word.startsWith('0')) return String(number).padStart(word.length, '0');
    const part = day[dayWords[word as keyof typeof dayWords]];
    return word === 'yy' ? part.slice(2) : part;
  });
}

/** The number and the days that a text of the pattern speaks of; undefined for other texts. */
export function readNumber(
  pattern: string,
  text: string,
): { readonly number: number; readonly day: Partial<Day> } | undefined {
  const words: string[] = [];
  let source = '';
  let last = 0;
  for (const match of pattern.matchAll(parts)) {
    const word = match[1] ?? '';
    source += escaped(pattern.slice(last, match.index));
    source += word.startsWith('0') ? `([0-9]{${word.length},15})` : `([0-9]{${word.length}})`;
    words.push(word);
    last = match.index + match[0].length;
  }
  const found = new RegExp(`^${source}${escaped(pattern.slice(last))}$`).exec(text);
  if (!found) return undefined;
  let number = 0;
  const day: { year?: string; month?: string; day?: string } = {};
  words.forEach((word, index) => {
    const digits = found[index + 1] ?? '';
    if (word.startsWith('0')) number = Number(digits);
    else day[dayWords[word as keyof typeof dayWords]] = word === 'yy' ? `20${digits}` : digits;
  });
  return Number.isSafeInteger(number) ? { number, day } : undefined;
}

/** Which run of numbers a day belongs to. */
export function runOf(restart: Restart, { year, month, day }: Partial<Day>): string {
  if (restart === 'never') return '';
  const until = { year: [year], month: [year, month], day: [year, month, day] }[restart];
  return until.join('-');
}

/**
 * A text that sorts by code point as people count: INV-9 before INV-10. Each number is led by how many digits it has; the
 * text itself keeps apart what counts the same.
 */
export function countingKey(text: string): string {
  const counted = text.replaceAll(/[0-9]+/g, (digits) => {
    const number = digits.replace(/^0+(?=.)/, '');
    return String(number.length).padStart(3, '0') + number;
  });
  return `${counted}\u0001${text}`;
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
