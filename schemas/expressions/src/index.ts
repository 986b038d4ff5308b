export type { Labels } from './describe.ts';
export { createLanguage, type Language } from './language.ts';
export { limits } from './limits.ts';
export { coreOperators } from './operators/index.ts';
export type { Expected } from './parse.ts';
export { type ExpressionProblemCode, expressionProblems } from './problems.ts';
export { type CompiledSql, Sql, type SqlType, sql, sqlTypes } from './sql.ts';
export { didYouMean } from './suggest.ts';
export type { SqlForm } from './to-sql.ts';
export type {
  AggregateNode,
  Call,
  Catalog,
  CheckedExpression,
  EvaluationContext,
  Expression,
  ExpressionProblem,
  FieldNode,
  LiteralNode,
  Moment,
  OperationNode,
  Operator,
  ParseResult,
  RelatedForm,
  Row,
  RowForm,
  Scope,
  ScopeEntity,
  ScopeField,
  Slot,
  SqlCall,
  SqlContext,
  TypedNode,
  ValueForm,
  ValueKind,
  ValueType,
} from './types.ts';
export { bindValue, readValue, sqlTypeOf, writeValue } from './values/kinds.ts';
export { escapeLike } from './values/text.ts';
