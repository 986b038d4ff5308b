import { type Sql, sql } from '../sql.ts';
import type { TypedNode } from '../types.ts';
import { escapeLike } from '../values/text.ts';

/** A pattern for LIKE around a literal, which trigram and prefix indexes serve; undefined when it is no literal. */
export function likeLiteral(part: TypedNode, pattern: (escaped: string) => string): Sql | undefined {
  if (part.node !== 'literal' || typeof part.value !== 'string') return undefined;
  return sql.value(pattern(escapeLike(part.value)), 'text');
}
