/**
 * From JSON to a typed tree, with every problem at once:
 *
 *   measure → read (operators, fields, literals) → fit (types) → expect (what the place wants)
 */

import { type Place, type Reads, resolvePath } from './fields.ts';
import { fit, type Report, sameType, settle } from './fit.ts';
import { limits } from './limits.ts';
import { literalType, upper } from './literals.ts';
import { isCompound, measure } from './measure.ts';
import type { ExpressionProblemCode } from './problems.ts';
import { didYouMean } from './suggest.ts';
import type {
  CheckedExpression,
  Expression,
  ExpressionProblem,
  Operator,
  ParseResult,
  RelatedForm,
  RowForm,
  Scope,
  TypedNode,
  ValueForm,
  ValueType,
} from './types.ts';
import { nameOf } from './values/kinds.ts';
import { isStorable } from './values/text.ts';

/** What a place wants: a truth value, a value of a type, or anything. */
export type Expected = ValueType | 'condition' | undefined;

export function parse(
  expression: Expression,
  scope: Scope,
  expected: Expected,
  operators: ReadonlyMap<string, Operator>,
): ParseResult {
  const excess = measure(expression);
  if (excess) return { problems: [excess] };
  const reader = new Reader(scope, operators);
  const place: Place = { entity: scope.entity, aggregates: 0 };
  const read = reader.read(expression, '', place);
  const root = read && reader.expect(read, expected);
  const { problems } = reader;
  if (!root || problems.some((problem) => problem.severity === 'error')) return { problems };
  return { expression: reader.checked(root), problems };
}

class Reader {
  readonly problems: ExpressionProblem[] = [];
  readonly #scope: Scope;
  readonly #operators: ReadonlyMap<string, Operator>;
  readonly #reads: Reads = new Map();
  readonly #segmentations = new Set<string>();
  #timeDependent = false;
  #aggregates = 0;
  #factors = 0;

  constructor(scope: Scope, operators: ReadonlyMap<string, Operator>) {
    this.#scope = scope;
    this.#operators = operators;
  }

  checked(root: TypedNode): CheckedExpression {
    const reads: { [entity: string]: readonly string[] } = {};
    for (const [entity, fields] of [...this.#reads].sort()) reads[entity] = [...fields].sort();
    return {
      root,
      reads,
      timeDependent: this.#timeDependent,
      segmentations: [...this.#segmentations].sort(),
    };
  }

  #report(code: ExpressionProblemCode, pointer: string, message: string, hint?: string): undefined {
    this.problems.push({
      code,
      severity: 'error',
      pointer,
      message,
      ...(hint === undefined ? {} : { hint }),
    });
    return undefined;
  }

  expect(node: TypedNode, expected: Expected): TypedNode | undefined {
    if (expected === undefined) return node;
    const report: Report = (code, message, hint) => this.#report(code, '', message, hint);
    if (expected === 'condition') return fit([node], [{ kinds: 'condition' }], report)?.operands[0];
    if (node.node === 'literal') return settle(node.value, expected, report);
    if (sameType(node.type, expected)) return node;
    return this.#report(
      'type-mismatch',
      '',
      `${upper(nameOf(expected))} is due here, not ${nameOf(node.type)}`,
    );
  }

  read(expression: Expression, pointer: string, place: Place): TypedNode | undefined {
    if (!isCompound(expression)) return this.#literal(expression, pointer);
    if (Array.isArray(expression)) return this.#list(expression, pointer);
    const keys = Object.keys(expression);
    if (keys.length !== 1) {
      return this.#report(
        'not-an-operation',
        pointer,
        `An operation is an object with one operator, not ${keys.length} keys`,
        'Join several conditions with {"and": […]}',
      );
    }
    const id = keys[0]!;
    const at = `${pointer}/${id.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const raw = expression[id]!;
    const operands: readonly Expression[] = Array.isArray(raw) ? raw : [raw];
    const pointers = operands.map((_, index) => (Array.isArray(raw) ? `${at}/${index}` : at));
    if (id === 'var') return this.#field(operands, at, place);
    const operator = this.#operators.get(id);
    if (!operator) {
      return this.#report(
        'unknown-operator',
        at,
        `There is no operator '${id.slice(0, 60)}'`,
        didYouMean(id, ['var', ...this.#operators.keys()]),
      );
    }
    if (operator.timeDependent) this.#timeDependent = true;
    const { values, related, row } = operator;
    if (related && (!values || isFieldName(operands[0]))) {
      return this.#aggregate(operator, related, operands, pointers, at, place);
    }
    if (row) return this.#aboutRow(operator, row, operands, pointers, at, place);
    if (values) return this.#operation(operator, values, operands, pointers, at, place);
    throw new TypeError(`Operator ${id} has no form`);
  }

  #literal(value: Expression, pointer: string): TypedNode | undefined {
    if (typeof value === 'string') {
      if (value.length > limits.text) {
        return this.#report(
          'invalid-literal',
          pointer,
          `A text literal has at most ${limits.text} characters`,
        );
      }
      if (!isStorable(value)) {
        return this.#report('invalid-literal', pointer, 'Text has no NUL and no half of a surrogate pair');
      }
    }
    if (typeof value === 'number' && !isExact(value)) {
      return this.#report(
        'invalid-literal',
        pointer,
        `${value} has more digits than a JSON number keeps`,
        'Write it as {"number": "…"}',
      );
    }
    return { node: 'literal', type: literalType(value), value };
  }

  #list(values: readonly Expression[], pointer: string): TypedNode | undefined {
    let sound = true;
    values.forEach((value, index) => {
      if (isCompound(value)) {
        sound = false;
        this.#report('invalid-literal', `${pointer}/${index}`, 'A list holds literals alone');
      } else if (!this.#literal(value, `${pointer}/${index}`)) sound = false;
    });
    return sound ? { node: 'literal', type: literalType(values), value: values } : undefined;
  }

  #field(operands: readonly Expression[], pointer: string, place: Place): TypedNode | undefined {
    const [name] = operands;
    if (operands.length !== 1 || typeof name !== 'string') {
      return this.#report(
        'not-a-field-name',
        pointer,
        'var takes one name, such as "amount" or "account.sector"',
        operands.length > 1 ? 'A default is given with {"coalesce": [{"var": …}, default]}' : undefined,
      );
    }
    const found = resolvePath(name, this.#scope, place, this.#reads, (code, message, hint) =>
      this.#report(code, pointer, message, hint),
    );
    if (!found) return undefined;
    const { field, from, entity, path, via } = found;
    this.#noteComputed(found.computed);
    if (field.relation?.cardinality === 'inverse') {
      return this.#report(
        'unknown-field',
        pointer,
        `'${name}' stands for many records`,
        `Ask about them with {"exists": ["${name}", …]} or {"count": ["${name}", …]}`,
      );
    }
    return {
      node: 'field',
      type: field.valueType,
      ...(from === undefined ? {} : { from }),
      entity,
      path,
      via,
      ...(field.ruleValue ? { ruleValue: field.ruleValue } : {}),
      ...(found.part === undefined ? {} : { part: found.part }),
    };
  }

  /** What time and segments do to a computed field, they do to whoever reads it. */
  #noteComputed(fields: readonly CheckedExpression[]): void {
    for (const { timeDependent, segmentations } of fields) {
      if (timeDependent) this.#timeDependent = true;
      for (const segmentation of segmentations) this.#segmentations.add(segmentation);
    }
  }

  #operation(
    operator: Operator,
    form: ValueForm,
    raw: readonly Expression[],
    pointers: readonly string[],
    at: string,
    place: Place,
  ): TypedNode | undefined {
    const counted = this.#counted(operator, form.arity, raw.length, at);
    if (form.grows) this.#grow(raw.length, at);
    const operands = raw.map((operand, index) => this.read(operand, pointers[index]!, place));
    if (!counted || !isWhole(operands)) return undefined;
    const fitted = fit(operands, form.slots(operands.length), (code, message, hint, operand) =>
      this.#report(code, operand === undefined ? at : pointers[operand]!, message, hint),
    );
    if (!fitted) return undefined;
    const type = form.result === 'same' ? (fitted.same ?? { kind: 'empty' as const }) : form.result;
    const settled = fitted.operands.map((operand) =>
      operand.node === 'literal' && operand.value === null && fitted.same
        ? { ...operand, type: fitted.same }
        : operand,
    );
    return { node: 'operation', type, operator: operator.id, operands: settled };
  }

  #grow(count: number, at: string): void {
    const before = this.#factors;
    this.#factors += count;
    if (before <= limits.factors && this.#factors > limits.factors) {
      this.#report('expression-too-large', at, `An expression multiplies at most ${limits.factors} values`);
    }
  }

  #counted(operator: Operator, arity: ValueForm['arity'], count: number, at: string): boolean {
    const { least, most = Number.POSITIVE_INFINITY } = arity;
    if (count >= least && count <= most) return true;
    const due =
      most === least
        ? `${least}`
        : most === Number.POSITIVE_INFINITY
          ? `at least ${least}`
          : `${least} to ${most}`;
    this.#report('wrong-operand-count', at, `'${operator.id}' takes ${due} operands, not ${count}`);
    return false;
  }

  #aggregate(
    operator: Operator,
    form: RelatedForm,
    raw: readonly Expression[],
    pointers: readonly string[],
    at: string,
    place: Place,
  ): TypedNode | undefined {
    const own = 1 + (form.operand ? 1 : 0) + (form.order ? 1 : 0);
    if (!this.#counted(operator, { least: own, most: own + 1 }, raw.length, at)) return undefined;
    this.#aggregates += 1;
    if (this.#aggregates > limits.aggregates || place.aggregates >= limits.nestedAggregates) {
      const message =
        this.#aggregates > limits.aggregates
          ? `An expression asks about related records at most ${limits.aggregates} times`
          : `Questions about related records nest at most ${limits.nestedAggregates} deep`;
      return this.#report('too-many-aggregates', at, message);
    }
    const [name] = raw;
    if (typeof name !== 'string') {
      return this.#report(
        'not-a-relation',
        pointers[0]!,
        `'${operator.id}' starts with the name of a relation`,
      );
    }
    const report: Report = (code, message, hint) => this.#report(code, pointers[0]!, message, hint);
    const found = resolvePath(name, this.#scope, { ...place, ownOnly: true }, this.#reads, report);
    if (!found) return undefined;
    this.#noteComputed(found.computed);
    const relation = found.field.relation;
    if (!relation || relation.cardinality === 'one') {
      const hint = relation ? `Walk to it with {"var": "${name}.…"}` : undefined;
      return this.#report('not-a-relation', pointers[0]!, `'${name}' does not lead to many records`, hint);
    }
    const inner: Place = { entity: relation.entity, aggregates: place.aggregates + 1 };
    if (!this.#reads.has(relation.entity)) this.#reads.set(relation.entity, new Set());
    const due = [
      ...(form.operand ? [{ part: 'operand', kinds: form.operand } as const] : []),
      ...(form.order ? [{ part: 'order', kinds: form.order } as const] : []),
      ...(raw.length > own ? [{ part: 'where', kinds: 'condition' } as const] : []),
    ];
    const read = due.map(({ part, kinds }, index) => {
      const at = pointers[index + 1]!;
      return { part, slot: { kinds }, at, node: this.read(raw[index + 1]!, at, inner) };
    });
    const slots = read.flatMap(({ node, ...slot }) => (node ? [{ ...slot, node }] : []));
    if (slots.length < read.length) return undefined;
    const fitted = fit(
      slots.map(({ node }) => node),
      slots.map(({ slot }) => slot),
      (code, message, hint, index = 0) => this.#report(code, slots[index]!.at, message, hint),
    );
    if (!fitted) return undefined;
    const { entity, path, via } = found;
    const parts = Object.fromEntries(slots.map(({ part }, index) => [part, fitted.operands[index]!]));
    return {
      node: 'aggregate',
      type: form.result === 'operand' ? parts.operand!.type : form.result,
      operator: operator.id,
      entity,
      path,
      via,
      related: relation.entity,
      ...parts,
    };
  }

  #aboutRow(
    operator: Operator,
    form: RowForm,
    raw: readonly Expression[],
    pointers: readonly string[],
    at: string,
    place: Place,
  ): TypedNode | undefined {
    if (!this.#counted(operator, form.arity, raw.length, at)) return undefined;
    const texts = raw.filter((operand) => typeof operand === 'string');
    if (texts.length < raw.length) {
      const wrong = raw.findIndex((operand) => typeof operand !== 'string');
      return this.#report(
        'type-mismatch',
        pointers[wrong]!,
        `'${operator.id}' takes ids, written out as text`,
      );
    }
    if (place.entity === undefined) {
      return this.#report('unknown-field', at, `'${operator.id}' is about a record, and here is none`);
    }
    const before = this.problems.length;
    form.check(
      texts,
      { entity: place.entity, catalog: this.#scope.catalog },
      (code, message, hint, operand) =>
        this.#report(code, operand === undefined ? at : pointers[operand]!, message, hint),
    );
    if (this.problems.length > before) return undefined;
    for (const segmentation of form.segmentations?.(texts) ?? []) this.#segmentations.add(segmentation);
    const operands = texts.map((value): TypedNode => ({ node: 'literal', type: { kind: 'text' }, value }));
    return { node: 'operation', type: form.result, operator: operator.id, operands };
  }
}

/** Tells `{ "max": ["orders", …] }` from `{ "max": ["2026-01-01", …] }`. */
function isFieldName(operand: Expression | undefined): boolean {
  return typeof operand === 'string' && /^[a-z]/.test(operand);
}

function isWhole(nodes: readonly (TypedNode | undefined)[]): nodes is readonly TypedNode[] {
  return nodes.every((node) => node !== undefined);
}

/** A JSON number keeps 15 digits; with more, what was written may not be what was read. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && value.toExponential().replace(/e.*|\D/g, '').length <= 15;
}
