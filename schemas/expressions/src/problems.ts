/** The codes of problems that `parse` reports, and what each means. Codes are never used again for something else. */
export const expressionProblems = {
  'expression-too-deep': 'Operations are nested deeper than the language allows.',
  'expression-too-large': 'The expression has more parts than the language allows.',
  'list-too-long': 'A list of literals is longer than the language allows.',
  'too-many-aggregates': 'The expression looks at related records too often, or too deep.',
  'not-an-operation': 'An object is not exactly one operator with its operands.',
  'unknown-operator': 'No operator has that name.',
  'wrong-operand-count': 'The operator takes another number of operands.',
  'unknown-field': 'The entity has no such field, or it is out of reach here.',
  'not-a-field-name': 'A field is named by text such as "amount" or "account.sector".',
  'path-too-long': 'A dotted path walks more relations than the language allows.',
  'not-walkable': 'A dotted path goes through a field that is not a relation to one record.',
  'not-a-relation': 'The first operand of an aggregate does not name related records.',
  'type-mismatch': 'A value of another kind is due here.',
  'invalid-literal': 'A literal does not fit the kind of value that is due here.',
  'empty-literal': 'null is compared or computed with; such a result never varies.',
  'unknown-option': 'A literal is none of the options of the choice.',
  'unknown-segment': 'There is no such segmentation or segment for these records.',
} as const;
export type ExpressionProblemCode = keyof typeof expressionProblems;
