/** From the typed tree to SQL. Operators write their own; here is only how fields, related rows and truth are reached. */

import { seenByRules, textsOf } from './evaluate.ts';
import { type Sql, sql } from './sql.ts';
import type {
  AggregateNode,
  CheckedExpression,
  FieldNode,
  OperationNode,
  Operator,
  SqlContext,
  TypedNode,
} from './types.ts';
import { bindValue } from './values/kinds.ts';

/**
 * `where`: a condition to stand in WHERE, CASE WHEN or FILTER; it may be null instead of false, so that an index
 * serves it; never negate it with `not`. `value`: to select; a condition is true or false.
 */
export type SqlForm = 'where' | 'value';

export function toSql(
  expression: CheckedExpression,
  context: SqlContext,
  form: SqlForm,
  operators: ReadonlyMap<string, Operator>,
): Sql {
  const { root } = expression;
  const at: Row = { alias: context.rowAlias(undefined) };
  const compiler = new Compiler(context, operators);
  return form === 'where' ? compiler.condition(root, at) : compiler.value(root, at);
}

/** The row that fields without a name belong to. */
interface Row {
  readonly alias: Sql | undefined;
}

class Compiler {
  readonly #context: SqlContext;
  readonly #operators: ReadonlyMap<string, Operator>;

  constructor(context: SqlContext, operators: ReadonlyMap<string, Operator>) {
    this.#context = context;
    this.#operators = operators;
  }

  /** True, or anything else when memory says false. */
  condition(node: TypedNode, at: Row): Sql {
    return node.node === 'operation' ? this.#operation(node, at) : this.value(node, at);
  }

  /** The value itself; an operation of type boolean is true or false. */
  value(node: TypedNode, at: Row): Sql {
    if (node.node === 'literal') return bindValue(node.value, node.type);
    if (node.node === 'field') return this.#field(node, at);
    if (node.node === 'aggregate') return this.#aggregate(node, at);
    const operation = this.#operation(node, at);
    return node.type.kind === 'boolean' ? sql`coalesce(${operation}, false)` : operation;
  }

  #operation(node: OperationNode, at: Row): Sql {
    const operator = this.#operators.get(node.operator);
    if (operator?.values) {
      const slots = operator.values.slots(node.operands.length);
      const operands = node.operands.map((operand, index) =>
        slots[index]!.kinds === 'condition' ? this.condition(operand, at) : this.value(operand, at),
      );
      const types = node.operands.map((operand) => operand.type);
      return operator.values.sql(operands, { types, moment: this.#context, nodes: node.operands });
    }
    if (!operator?.row) throw new TypeError(`Unknown operator ${node.operator}`);
    return operator.row.sql(textsOf(node), aliasOf(at), this.#context);
  }

  #field(node: FieldNode, at: Row): Sql {
    const { from, path, entity, via } = node;
    const start = from === undefined ? aliasOf(at) : this.#context.rowAlias(from);
    if (!start) return bindValue(seenByRules(node, this.#context.parameter(from!, path)), node.type);
    const field = path.at(-1)!;
    return this.#walk(start, entity, path.slice(0, -1), via, (holder, alias) =>
      this.#context.column(holder, field, alias, node.part),
    );
  }

  #aggregate(node: AggregateNode, at: Row): Sql {
    const form = this.#operators.get(node.operator)?.related;
    if (!form) throw new TypeError(`Unknown aggregate ${node.operator}`);
    const { entity, path, via, operand, order, where, related } = node;
    const relation = path.at(-1)!;
    const overRelated = (holder: string, alias: Sql) =>
      form.sql(
        (pick) =>
          sql`(${this.#context.overRelated(
            holder,
            relation,
            alias,
            (target) =>
              pick(
                operand ? this.value(operand, { alias: target }) : sql.empty,
                order ? this.#order(order, related, target) : sql.empty,
              ),
            where && ((target) => this.condition(where, { alias: target })),
          )})`,
      );
    const walked = this.#walk(aliasOf(at), entity, path.slice(0, -1), via, overRelated);
    const ofNone = form.evaluate([], node.type);
    const missing = path.length > 1 && ofNone !== null;
    return missing ? sql`coalesce(${walked}, ${bindValue(ofNone, node.type)})` : walked;
  }

  /** By the value, then by the id: related records have one order. Text goes by code point. */
  #order(order: TypedNode, entity: string, alias: Sql): Sql {
    const value = this.value(order, { alias });
    const key = order.type.kind === 'text' ? sql`${value} collate "C"` : value;
    return sql`row(${key}, ${this.#context.column(entity, 'id', alias)})`;
  }

  #walk(
    alias: Sql,
    entity: string,
    hops: readonly string[],
    via: readonly string[],
    arrive: (entity: string, alias: Sql) => Sql,
  ): Sql {
    const [hop, ...rest] = hops;
    if (hop === undefined) return arrive(entity, alias);
    const [next, ...after] = via;
    return sql`(${this.#context.through(entity, hop, alias, (target) =>
      this.#walk(target, next!, rest, after, arrive),
    )})`;
  }
}

function aliasOf({ alias }: Row): Sql {
  if (!alias) throw new TypeError('The expression is about a row, but the query has none');
  return alias;
}
