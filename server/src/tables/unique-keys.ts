/** What unique indexes are over, and what values are looked up by. */
import { type Sql, sql } from '@tenon/expressions';
import type { PhysicalField } from './physical.ts';

/**
 * Keys of a field over its columns, wherever those stand. With `ignoreCase`, text counts in its folded form: compatibility
 * forms are one (NFKC: full-width letters, digits and brackets are the half-width ones, half-width kana the full-width
 * ones), then each letter is in lower case by the Unicode rules of no language in particular. So İ and ı stay letters of
 * their own beside i, and Chinese characters are what they are.
 */
export function uniqueKeys(
  { field, serverType }: PhysicalField,
  columns: readonly Sql[],
  ignoreCase: boolean = field.ignoreCase,
): readonly Sql[] {
  const keys = serverType.uniqueKey?.(columns, field.options) ?? columns;
  return ignoreCase && field.valueType.kind === 'text' ? keys.map(folded) : keys;
}

function folded(text: Sql): Sql {
  return sql`(lower(normalize(${text}, NFKC) collate "und-x-icu") collate "C")`;
}
