/** A checked expression in words, from the labels of operators and fields. For people; nothing reads it back. */
import type { Language as Tongue } from '@tenon/documents';
import type { AggregateNode, FieldNode, OperationNode, Operator, TypedNode } from './types.ts';
import { readDuration } from './values/time.ts';

/** What the configuration calls things, in the language asked for. */
export interface Labels {
  field(entity: string, field: string): string;
  /** A part of a field's value; its id when absent. */
  part?(entity: string, field: string, part: string): string;
  option(entity: string, field: string, option: string): string;
  /** A named row such as `viewer`. */
  name(name: string): string;
  /** What a record is called by its id; the id when it may not be seen. */
  record(entity: string, id: string): string;
  segment(segmentation: string, segment: string): string;
}

interface Grammar {
  readonly comma: string;
  readonly none: string;
  readonly truth: readonly [no: string, yes: string];
  group(words: string): string;
  quote(text: string): string;
  /** `team of owner`: the part and the whole. */
  of(part: string, whole: string): string;
  /** A result of one operand: `length of name`. */
  result(label: string, operand: string): string;
  statement(label: string, operand: string): string;
  related(relation: string, filter: string | undefined): string;
  aggregate(label: string, operand: string | undefined, related: string): string;
  duration(amount: number, unit: Unit): string;
}
type Unit = 'month' | 'day' | 'minute';

const grammars: { readonly [T in Tongue]: Grammar } = {
  en: {
    comma: ', ',
    none: 'nothing',
    truth: ['no', 'yes'],
    group: (words) => `(${words})`,
    quote: (text) => `“${text}”`,
    of: (part, whole) => `${part} of ${whole}`,
    result: (label, operand) => `${label} ${operand}`,
    statement: (label, operand) => `${label} ${operand}`,
    related: (relation, filter) => (filter === undefined ? relation : `${relation} where ${filter}`),
    aggregate: (label, operand, related) =>
      `${label} ${operand === undefined ? related : `${operand} of ${related}`}`,
    duration: (amount, unit) => `${amount} ${unit}${amount === 1 ? '' : 's'}`,
  },
  'zh-CN': {
    comma: '、',
    none: '空',
    truth: ['否', '是'],
    group: (words) => `（${words}）`,
    quote: (text) => `“${text}”`,
    of: (part, whole) => `${whole}的${part}`,
    result: (label, operand) => `${operand}的${label}`,
    statement: (label, operand) => `${label} ${operand}`,
    related: (relation, filter) => (filter === undefined ? relation : `${filter}的${relation}`),
    aggregate: (label, operand, related) =>
      `${operand === undefined ? related : `${related}的${operand}`}的${label}`,
    duration: (amount, unit) => `${amount} ${{ month: '个月', day: '天', minute: '分钟' }[unit]}`,
  },
};

/** The expression in words. */
export function describe(
  root: TypedNode,
  tongue: Tongue,
  labels: Labels,
  operators: ReadonlyMap<string, Operator>,
): string {
  return new Describer(tongue, labels, operators).words(root);
}

class Describer {
  readonly #tongue: Tongue;
  readonly #grammar: Grammar;
  readonly #labels: Labels;
  readonly #operators: ReadonlyMap<string, Operator>;

  constructor(tongue: Tongue, labels: Labels, operators: ReadonlyMap<string, Operator>) {
    this.#tongue = tongue;
    this.#grammar = grammars[tongue];
    this.#labels = labels;
    this.#operators = operators;
  }

  /** `beside`: the field that a literal stands next to, which knows what its options are called. */
  words(node: TypedNode, beside?: FieldNode): string {
    if (node.node === 'literal')
      return this.#value(node.value, node.type.kind === 'list' ? node.type.of : node.type, beside);
    if (node.node === 'field') return this.#field(node);
    return node.node === 'aggregate' ? this.#aggregate(node) : this.#operation(node);
  }

  #label(operator: string): string {
    return this.#operators.get(operator)?.label[this.#tongue] ?? operator;
  }

  #field({ entity, path, via, from, part }: FieldNode): string {
    const words = path.map((field, index) =>
      this.#labels.field(index === 0 ? entity : via[index - 1]!, field),
    );
    const start = from === undefined ? [] : [this.#labels.name(from)];
    const holder = via.at(-1) ?? entity;
    const ending = part === undefined ? [] : [this.#labels.part?.(holder, path.at(-1)!, part) ?? part];
    return [...start, ...words, ...ending].reduce((whole, part) => this.#grammar.of(part, whole));
  }

  #value(value: unknown, type: TypedNode['type'], beside: FieldNode | undefined): string {
    const { none, truth, comma, quote } = this.#grammar;
    if (value === null) return none;
    if (Array.isArray(value)) return value.map((item) => this.#value(item, type, beside)).join(comma);
    if (typeof value === 'boolean') return truth[value ? 1 : 0];
    if (type.kind === 'choice' && beside) {
      const { via, entity, path } = beside;
      return this.#labels.option(via.at(-1) ?? entity, path.at(-1)!, String(value));
    }
    if (type.kind === 'id') return this.#labels.record(type.entity, String(value));
    if (type.kind === 'duration') return this.#duration(value);
    return type.kind === 'text' ? quote(String(value)) : String(value);
  }

  #duration(value: unknown): string {
    const { months, days, minutes } = readDuration(value) ?? { months: 0, days: 0, minutes: 0 };
    const parts: (readonly [number, Unit])[] = [
      [months, 'month'],
      [days, 'day'],
      [minutes, 'minute'],
    ];
    const words = parts
      .filter(([amount]) => amount > 0)
      .map(([amount, unit]) => this.#grammar.duration(amount, unit));
    return words.join(' ') || this.#grammar.duration(0, 'day');
  }

  #operation(node: OperationNode): string {
    const { operator, operands, type } = node;
    const label = this.#label(operator);
    if (this.#operators.get(operator)?.row) {
      const [first, ...rest] = operands.map((operand) =>
        operand.node === 'literal' ? String(operand.value) : '',
      );
      return `${label} ${rest.map((id) => this.#labels.segment(first ?? '', id)).join(this.#grammar.comma)}`;
    }
    const beside = operands.find((operand) => operand.node === 'field');
    const words = operands.map((operand) => {
      const plain = this.words(operand, beside);
      return operand.node === 'operation' && operand.operands.length > 1 ? this.#grammar.group(plain) : plain;
    });
    if (words.length === 0) return label;
    if (words.length > 1) {
      const between = this.#operators.get(operator)?.between?.[this.#tongue];
      if (between ?? type.kind === 'boolean') return words.join(` ${between ?? label} `);
      return `${label}${this.#grammar.group(words.join(this.#grammar.comma))}`;
    }
    const [only] = words as [string];
    if (type.kind !== 'boolean') return this.#grammar.result(label, only);
    const [operand] = operands;
    if (operand?.type.kind !== 'boolean') return `${only} ${label}`;
    return this.#grammar.statement(
      label,
      operand.node === 'operation' ? this.#grammar.group(this.words(operand)) : only,
    );
  }

  #aggregate({ operator, entity, path, via, operand, where, type }: AggregateNode): string {
    const { of, related, aggregate, statement } = this.#grammar;
    const relation = path
      .map((field, index) => this.#labels.field(index === 0 ? entity : via[index - 1]!, field))
      .reduce((whole, part) => of(part, whole));
    const records = related(relation, where && this.words(where));
    const label = this.#label(operator);
    if (type.kind === 'boolean') return statement(label, records);
    return aggregate(label, operand && this.words(operand), records);
  }
}
