import { type Sql, sql } from '@tenon/expressions';

// English has no tailoring of its own: this is the root order, which Postgres calls und-x-icu.
const root = new Intl.Collator('en', { usage: 'sort', sensitivity: 'variant', numeric: false });

/**
 * Order of texts for people: the Unicode root collation, and code points where it sees no difference. Postgres breaks
 * ties of a deterministic collation the same way.
 */
export function compareTexts(a: string, b: string): number {
  return root.compare(a, b) || compareCodePoints(a, b);
}

/** The SQL of `compareTexts`. */
export function orderTexts(column: Sql): Sql {
  return sql`${column} collate "und-x-icu"`;
}

export function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
