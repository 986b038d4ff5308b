/** The front door: a language is a set of operators, and does four things with an expression. */
import type { Language as Tongue } from '@tenon/documents';
import { describe, type Labels } from './describe.ts';
import { lower, type Program, run } from './evaluate.ts';
import { type Expected, parse } from './parse.ts';
import type { Sql } from './sql.ts';
import { type SqlForm, toSql } from './to-sql.ts';
import type {
  CheckedExpression,
  EvaluationContext,
  Expression,
  Operator,
  ParseResult,
  Scope,
  SqlContext,
} from './types.ts';

export interface Language {
  readonly operators: readonly Operator[];
  operator(id: string): Operator | undefined;
  /** Checks an expression against its scope and what its place wants. All problems come at once. */
  parse(expression: Expression, scope: Scope, expected?: Expected): ParseResult;
  /**
   * The result in memory, as a row would hold it: exact decimals as text or a safe integer, null when empty. Throws
   * when the moment or its time zone is none.
   */
  evaluate(expression: CheckedExpression, context: EvaluationContext): unknown;
  /** Whether a condition holds; an empty result does not. */
  test(expression: CheckedExpression, context: EvaluationContext): boolean;
  /**
   * The expression as SQL. In the form `where` (the default) a condition may be null instead of false, so that indexes
   * serve it; never negate it with `not`. In the form `value` it is true or false.
   */
  toSql(expression: CheckedExpression, context: SqlContext, form?: SqlForm): Sql;
  /** The expression in words, for people. */
  describe(expression: CheckedExpression, tongue: Tongue, labels: Labels): string;
}

/** A language of those operators. Throws when two have one id. */
export function createLanguage(operators: readonly Operator[]): Language {
  const byId = new Map<string, Operator>();
  for (const operator of operators) {
    if (operator.id === 'var' || byId.has(operator.id))
      throw new TypeError(`Two operators are named ${operator.id}`);
    byId.set(operator.id, operator);
  }
  const programs = new WeakMap<CheckedExpression, Program>();
  const programOf = (expression: CheckedExpression): Program => {
    let program = programs.get(expression);
    if (!program) {
      program = lower(expression, byId, programOf);
      programs.set(expression, program);
    }
    return program;
  };
  return {
    operators: [...operators],
    operator: (id) => byId.get(id),
    parse: (expression, scope, expected) => parse(expression, scope, expected, byId),
    evaluate: (expression, context) => run(programOf(expression), context),
    test: (expression, context) => run(programOf(expression), context) === true,
    toSql: (expression, context, form = 'where') => toSql(expression, context, form, byId),
    describe: (expression, tongue, labels) => describe(expression.root, tongue, labels, byId),
  };
}
