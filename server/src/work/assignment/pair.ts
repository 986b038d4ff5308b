/**
 * A condition over a record and a user, split so that neither is multiplied by the other in the database: what depends on
 * the record alone becomes columns of the recall, what depends on the user alone columns of the operators, and the rest is
 * evaluated in memory once for each distinct set of record values.
 */
import type {
  CheckedExpression,
  Language,
  Moment,
  Row,
  Sql,
  SqlContext,
  TypedNode,
} from '@tenon/expressions';
import { checkedOf } from '../expressions.ts';

export interface SplitCondition {
  readonly recordParts: readonly TypedNode[];
  readonly operatorParts: readonly TypedNode[];
  /** Over the named rows `record` (r0, r1 …) and `operator` (o0, o1 …). */
  readonly rest: CheckedExpression;
}

type Depends = { readonly record: boolean; readonly operator: boolean };

/** Undefined when a look at related records compares them with the user: then only the database can tell. */
export function split(
  { root }: CheckedExpression,
  name: string,
  language: Language,
): SplitCondition | undefined {
  const splitter = new Splitter(name, language);
  const rest = splitter.rest(root);
  if (!rest) return undefined;
  return {
    recordParts: splitter.recordParts,
    operatorParts: splitter.operatorParts,
    rest: checkedOf(rest),
  };
}

class Splitter {
  readonly recordParts: TypedNode[] = [];
  readonly operatorParts: TypedNode[] = [];
  readonly #name: string;
  readonly #language: Language;

  constructor(name: string, language: Language) {
    this.#name = name;
    this.#language = language;
  }

  rest(node: TypedNode): TypedNode | undefined {
    if (node.node === 'literal') return node;
    const { record, operator } = this.#depends(node);
    if (record && !operator) return place('record', 'r', this.recordParts, node);
    if (operator && !record) return place('operator', 'o', this.operatorParts, node);
    if (node.node !== 'operation') return record ? undefined : node;
    const operands = node.operands.map((operand) => this.rest(operand));
    return operands.every((operand) => operand !== undefined) ? { ...node, operands } : undefined;
  }

  #depends(node: TypedNode): Depends {
    if (node.node === 'literal') return { record: false, operator: false };
    if (node.node === 'field') {
      return { record: node.from === undefined, operator: node.from === this.#name };
    }
    if (node.node === 'aggregate') {
      const inside = [node.operand, node.where].some((part) => part && this.#depends(part).operator);
      return { record: true, operator: inside };
    }
    const inside = node.operands.map((operand) => this.#depends(operand));
    const aboutRow = this.#language.operator(node.operator)?.row !== undefined;
    return {
      record: aboutRow || inside.some(({ record }) => record),
      operator: inside.some(({ operator }) => operator),
    };
  }
}

function place(from: string, prefix: string, parts: TypedNode[], node: TypedNode): TypedNode {
  const key = JSON.stringify(node);
  let index = parts.findIndex((part) => JSON.stringify(part) === key);
  if (index < 0) index = parts.push(node) - 1;
  return { node: 'field', type: node.type, from, entity: from, path: [`${prefix}${index}`], via: [] };
}

/** Values to select, in the order of the parts. */
export function partColumns(
  parts: readonly TypedNode[],
  language: Language,
  context: SqlContext,
): readonly Sql[] {
  return parts.map((part) => language.toSql(checkedOf(part), context, 'value'));
}

/** Whether the condition holds for values of a record and of an operator, each in the order of its parts. */
export function holds(
  condition: SplitCondition,
  language: Language,
  moment: Moment,
  record: readonly unknown[],
  operator: readonly unknown[],
): boolean {
  return language.test(condition.rest, {
    ...moment,
    names: { record: rowOf('r', record), operator: rowOf('o', operator) },
    related: noData,
    relatedMany: noData,
    segmentOf: noData,
  });
}

function rowOf(prefix: string, values: readonly unknown[]): Row {
  return Object.fromEntries(values.map((value, index) => [`${prefix}${index}`, value]));
}

function noData(): never {
  throw new Error('The rest of a split condition reads no records');
}
