/** What one expression may cost at most. Passing one is a problem at save, never a slow evaluation. */
export const limits = {
  /** Operations inside operations. */
  depth: 32,
  /** Operations, fields and literals together; a list of literals counts once. */
  nodes: 2_000,
  /** Values in one list of literals. */
  list: 10_000,
  /** Characters of one text literal. */
  text: 10_000,
  /** Fields in one dotted path. */
  path: 4,
  /** Aggregates inside aggregates. */
  nestedAggregates: 2,
  /** Aggregates in one expression. */
  aggregates: 20,
  /** Operands of operators that make longer numbers out of long ones. */
  factors: 64,
  /** Digits of a number literal written as text. */
  digits: 60,
} as const;
