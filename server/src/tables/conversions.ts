/** Which columns can take over the values of which others without losing any. */
import { type Sql, type SqlType, sql } from '@tenon/expressions';

interface Kind {
  readonly type: string;
  readonly collation: string | undefined;
  /** Kind of value for the rule language; see Mark. */
  readonly value: string;
}

/**
 * `same`: nothing to do. `mark`: the column stays and only its mark changes. `convert`: a new column is filled from the
 * old one. `none`: values of one are not values of the other.
 */
export type Passage = 'same' | 'mark' | 'convert' | 'none';

export function passage(from: Kind, to: Kind & { readonly type: SqlType }): Passage {
  const sameColumn = from.type === to.type && from.collation === to.collation;
  if (sameColumn && from.value === to.value) return 'same';
  if (from.value !== to.value && !valuesWiden(from.value, to.value)) return 'none';
  if (sameColumn) return 'mark';
  return from.type === to.type || conversionOf(from.type, to.type) ? 'convert' : 'none';
}

/** The value of a column of type `from` as one of type `to`, when no value is lost. */
export function conversionOf(from: string, to: SqlType): ((column: Sql) => Sql) | undefined {
  if (from === to) return (column) => column;
  const wider = widenings.get(from);
  return wider?.includes(to) ? (column) => sql`${column}::${sql.type(to)}` : undefined;
}

const widenings: ReadonlyMap<string, readonly SqlType[]> = new Map([
  ['smallint', ['integer', 'bigint', 'numeric', 'text']],
  ['integer', ['bigint', 'numeric', 'text']],
  ['bigint', ['numeric', 'text']],
  ['numeric', ['text']],
  ['uuid', ['text']],
]);

/** Every choice and every number is a text. A reference is not: what it refers to would be lost. */
function valuesWiden(from: string, to: string): boolean {
  return to === 'text' && (from === 'choice' || from === 'number');
}
