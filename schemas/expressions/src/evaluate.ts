/**
 * In memory: the typed tree is lowered to JsonLogic whose operators are the four below plus `and`, `or` and `if` over
 * true and false, and json-logic-js runs that. Its loose built-ins (`==`, `var`, truthiness of values) are out of
 * reach, because names and literals never stand in the lowered logic: it refers to tables by index.
 */
import jsonLogic, { type RulesLogic } from 'json-logic-js';
import type {
  AggregateNode,
  Call,
  CheckedExpression,
  EvaluationContext,
  FieldNode,
  OperationNode,
  Operator,
  Row,
  TypedNode,
} from './types.ts';
import { compareValues } from './values/compare.ts';
import { readValue, writeValue } from './values/kinds.ts';
import { compareTexts } from './values/text.ts';

/** An expression lowered once, to be run for many rows. */
export interface Program {
  readonly logic: RulesLogic;
  readonly root: TypedNode;
  readonly tables: Tables;
}

interface Tables {
  readonly values: unknown[];
  readonly reads: ((frame: Frame) => unknown)[];
  readonly calls: ((operands: readonly unknown[], frame: Frame) => unknown)[];
  /** Of computed fields that are met on the way. */
  readonly programOf: (expression: CheckedExpression) => Program;
}

/** What one run sees; related rows get a frame of their own. */
interface Frame {
  readonly row: Row | undefined;
  readonly context: EvaluationContext;
  readonly tables: Tables;
}

jsonLogic.add_operation('tenon_value', function (this: Frame, index: number) {
  return this.tables.values[index];
});
jsonLogic.add_operation('tenon_read', function (this: Frame, index: number) {
  return this.tables.reads[index]!(this);
});
jsonLogic.add_operation('tenon_call', function (this: Frame, index: number, ...operands: unknown[]) {
  return this.tables.calls[index]!(operands, this);
});
jsonLogic.add_operation('tenon_is_true', (operand: unknown) => operand === true);

/** Lowers an expression; `programOf` gives those of other expressions, lowered once. */
export function lower(
  expression: CheckedExpression,
  operators: ReadonlyMap<string, Operator>,
  programOf: Tables['programOf'],
): Program {
  const tables: Tables = { values: [], reads: [], calls: [], programOf };
  return { logic: new Lowering(operators, tables).node(expression.root), root: expression.root, tables };
}

/** The result as a row would hold it: exact decimals as text or a safe integer, null when empty. */
export function run(program: Program, context: EvaluationContext): unknown {
  const { logic, root, tables } = program;
  const frame: Frame = { row: context.row, context, tables };
  return writeValue(jsonLogic.apply(logic, frame), root.type);
}

class Lowering {
  readonly #operators: ReadonlyMap<string, Operator>;
  readonly #tables: Tables;

  constructor(operators: ReadonlyMap<string, Operator>, tables: Tables) {
    this.#operators = operators;
    this.#tables = tables;
  }

  node(node: TypedNode): RulesLogic {
    if (node.node === 'literal') return this.#value(readValue(node.value, node.type));
    if (node.node === 'field') return this.#read(readField(node));
    if (node.node === 'aggregate') return this.#read(this.#aggregate(node));
    return this.#operation(node);
  }

  /** A truth value even where a boolean field is empty. */
  #condition(node: TypedNode): RulesLogic {
    return node.node === 'operation' ? this.node(node) : logicOf('tenon_is_true', [this.node(node)]);
  }

  #value(value: unknown): RulesLogic {
    return logicOf('tenon_value', [this.#tables.values.push(value) - 1]);
  }

  #read(read: (frame: Frame) => unknown): RulesLogic {
    return logicOf('tenon_read', [this.#tables.reads.push(read) - 1]);
  }

  #operation(node: OperationNode): RulesLogic {
    const operator = this.#operators.get(node.operator);
    if (operator?.values) return this.#values(node, operator.values);
    const row = operator?.row;
    if (!row) throw new TypeError(`Unknown operator ${node.operator}`);
    const operands = textsOf(node);
    return this.#read((frame) => (frame.row ? row.evaluate(operands, frame.row, frame.context) : null));
  }

  #values(node: OperationNode, form: NonNullable<Operator['values']>): RulesLogic {
    const slots = form.slots(node.operands.length);
    const operands = node.operands.map((operand, index) =>
      slots[index]!.kinds === 'condition' ? this.#condition(operand) : this.node(operand),
    );
    const isBoolean = node.type.kind === 'boolean';
    const { evaluate } = form;
    if (typeof evaluate === 'string') {
      const lazy = logicOf(evaluate, operands);
      return isBoolean && evaluate === 'if' ? logicOf('tenon_is_true', [lazy]) : lazy;
    }
    const types = node.operands.map((operand) => operand.type);
    const call = (values: readonly unknown[], frame: Frame) => {
      const result = evaluate(values, callOf(types, frame.context));
      return isBoolean ? result === true : result;
    };
    return logicOf('tenon_call', [this.#tables.calls.push(call) - 1, ...operands]);
  }

  #aggregate(node: AggregateNode): (frame: Frame) => unknown {
    const form = this.#operators.get(node.operator)?.related;
    if (!form) throw new TypeError(`Unknown aggregate ${node.operator}`);
    const operand = node.operand && this.node(node.operand);
    const where = node.where && this.#condition(node.where);
    const order = node.order && { by: this.node(node.order), type: node.order.type };
    const { entity, via } = node;
    const hops = node.path.slice(0, -1);
    const relation = node.path.at(-1)!;
    const holder = via.at(-1) ?? entity;
    const type = node.operand?.type ?? node.type;
    return (frame) => {
      const row = walk(frame.row, entity, hops, via, frame.context);
      const rows = row ? frame.context.relatedMany(holder, row, relation) : [];
      const passing = order ? inOrder(rows, order, frame) : rows;
      return form.evaluate(operandsOf(passing, operand, where, frame), type);
    };
  }
}

function* operandsOf(
  rows: readonly Row[],
  operand: RulesLogic | undefined,
  where: RulesLogic | undefined,
  { context, tables }: Frame,
): Iterable<unknown> {
  for (const row of rows) {
    const frame: Frame = { row, context, tables };
    if (where !== undefined && jsonLogic.apply(where, frame) !== true) continue;
    const value = operand === undefined ? true : jsonLogic.apply(operand, frame);
    if (value !== null) yield value;
  }
}

/** Those that have a place in the order, in it; of equal ones the lower id comes first. */
function inOrder(
  rows: readonly Row[],
  order: { readonly by: RulesLogic; readonly type: TypedNode['type'] },
  { context, tables }: Frame,
): readonly Row[] {
  const placed = rows.flatMap((row) => {
    const place: unknown = jsonLogic.apply(order.by, { row, context, tables } satisfies Frame);
    return place === null ? [] : [{ row, place, id: String(row.id) }];
  });
  placed.sort((a, b) => compareValues(a.place, b.place, order.type) || compareTexts(a.id, b.id));
  return placed.map(({ row }) => row);
}

function readField(node: FieldNode): (frame: Frame) => unknown {
  const { type, from, entity, via } = node;
  const hops = node.path.slice(0, -1);
  const field = node.path.at(-1)!;
  const last = via.at(-1) ?? entity;
  return ({ row, context, tables }) => {
    const start = from === undefined ? row : ownRow(context.names, from);
    const holder = walk(start, entity, hops, via, context);
    const computed = holder && context.computed?.(last, field);
    if (computed) return readValue(run(tables.programOf(computed), { ...context, row: holder }), type);
    if (!holder || !Object.hasOwn(holder, field)) return null;
    return readValue(seenByRules(node, holder[field]), type);
  };
}

/** What a rule sees of a value in a row: a part of it, what its field makes of it, or itself. */
export function seenByRules({ part, ruleValue }: FieldNode, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (part === undefined) return ruleValue ? ruleValue(value) : value;
  if (typeof value !== 'object' || !Object.hasOwn(value, part)) return null;
  return (value as { readonly [part: string]: unknown })[part];
}

function ownRow(names: EvaluationContext['names'], name: string): Row | undefined {
  return names && Object.hasOwn(names, name) ? names[name] : undefined;
}

function walk(
  start: Row | undefined,
  entity: string,
  hops: readonly string[],
  via: readonly string[],
  context: EvaluationContext,
): Row | undefined {
  let row = start;
  for (let i = 0; row && i < hops.length; i++) {
    row = context.related(i === 0 ? entity : via[i - 1]!, row, hops[i]!);
  }
  return row;
}

export function textsOf(node: OperationNode): readonly string[] {
  return node.operands.map((operand) => (operand.node === 'literal' ? String(operand.value) : ''));
}

function callOf(types: Call['types'], moment: EvaluationContext): Call {
  return { types, moment };
}

function logicOf(operator: string, operands: readonly unknown[]): RulesLogic {
  return { [operator]: operands } as RulesLogic;
}
