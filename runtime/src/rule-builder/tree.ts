/**
 * Conditions as people build them. Reading an expression and writing it again gives the same expression: what has no
 * place here stays as it was written, in a node of its own.
 */
import type { Expression } from '@tenon/documents';

export type RuleNode = Group | Rule | SegmentRule | RawRule;

interface Keyed {
  /** Of this node on the screen; not written. */
  readonly key: string;
}
export interface Group extends Keyed {
  readonly kind: 'group';
  readonly combinator: 'and' | 'or';
  readonly not: boolean;
  /** A single condition is written without the group around it. */
  readonly bare: boolean;
  readonly children: readonly RuleNode[];
}
/** A subject, compared: `{ "<": [subject, operand] }`. */
export interface Rule extends Keyed {
  readonly kind: 'rule';
  readonly subject: Subject;
  /** `holds` for a subject that is a condition itself; '' while none is chosen. */
  readonly operator: string;
  readonly operands: readonly Operand[];
  readonly not: boolean;
}
export interface SegmentRule extends Keyed {
  readonly kind: 'segment';
  readonly segmentation: string;
  readonly segments: readonly string[];
  readonly not: boolean;
}
export interface RawRule extends Keyed {
  readonly kind: 'raw';
  readonly expression: Expression;
}

export type Subject =
  | { readonly kind: 'field'; readonly path: string }
  /** What follows from one field: `{ "days_since": [{ "var": path }] }`. */
  | { readonly kind: 'derived'; readonly by: string; readonly path: string }
  | Aggregate;
/** Over related records; `of` and `order` are about those, and so is `where`. */
export interface Aggregate {
  readonly kind: 'aggregate';
  readonly by: string;
  readonly relation: string;
  readonly of?: string;
  readonly order?: string;
  readonly where?: Group;
}
export type Operand =
  /** `undefined` while nothing is entered; the rule is not finished then. */
  | { readonly kind: 'value'; readonly value: Expression | undefined }
  | { readonly kind: 'field'; readonly path: string }
  /** `today` or `now`. */
  | { readonly kind: 'moment'; readonly by: string };

/** What stands in place of an operator where the subject is the condition. */
export const holds = 'holds';
export const derivations = ['days_since', 'date', 'year', 'month', 'weekday', 'length', 'lower'];
const moments = ['today', 'now'];
/** What an aggregate takes beside the relation and the filter. */
export const aggregateParts: { readonly [by: string]: readonly ('of' | 'order')[] } = {
  exists: [],
  count: [],
  sum: ['of'],
  avg: ['of'],
  min: ['of'],
  max: ['of'],
  first: ['of', 'order'],
  last: ['of', 'order'],
};

let made = 0;
export const newKey = (): string => `rule-${++made}`;
export const emptyGroup = (children: readonly RuleNode[] = []): Group => ({
  kind: 'group',
  key: newKey(),
  combinator: 'and',
  not: false,
  bare: true,
  children,
});
export const emptyRule = (path = ''): Rule => ({
  kind: 'rule',
  key: newKey(),
  subject: { kind: 'field', path },
  operator: '',
  operands: [],
  not: false,
});

/** The builder's form of an expression, with a group outermost. */
export function readRules(expression: Expression | undefined): Group {
  if (expression === undefined) return emptyGroup();
  const node = readNode(expression);
  return node.kind === 'group' ? node : emptyGroup([node]);
}

/** The expression of what is finished; undefined when nothing is. */
export function writeRules(node: RuleNode): Expression | undefined {
  switch (node.kind) {
    case 'raw':
      return node.expression;
    case 'group': {
      const parts = node.children.map(writeRules).filter((part) => part !== undefined);
      if (parts.length === 0) return undefined;
      const whole = parts.length === 1 && node.bare ? parts[0] : { [node.combinator]: parts };
      return negated(whole, node.not);
    }
    case 'segment':
      return node.segmentation === '' || node.segments.length === 0
        ? undefined
        : negated({ in_segment: [node.segmentation, ...node.segments] }, node.not);
    case 'rule':
      return negated(writeRule(node), node.not);
  }
}

/** How many finished conditions there are, groups not counted. */
export function countRules(node: RuleNode): number {
  if (node.kind === 'group') return node.children.reduce((sum, child) => sum + countRules(child), 0);
  return writeRules(node) === undefined ? 0 : 1;
}

function negated(expression: Expression | undefined, not: boolean): Expression | undefined {
  return not && expression !== undefined ? { '!': [expression] } : expression;
}

function writeRule({ subject, operator, operands }: Rule): Expression | undefined {
  const written = writeSubject(subject);
  if (written === undefined || operator === '') return undefined;
  if (operator === holds) return written;
  const rest: Expression[] = [];
  for (const operand of operands) {
    const value = writeOperand(operand);
    if (value === undefined) return undefined;
    rest.push(value);
  }
  return { [operator]: [written, ...rest] };
}

function writeSubject(subject: Subject): Expression | undefined {
  if (subject.kind === 'aggregate') {
    const { by, relation, where } = subject;
    if (relation === '') return undefined;
    const operands: Expression[] = [relation];
    for (const part of aggregateParts[by] ?? []) {
      const path = subject[part];
      if (path === undefined || path === '') return undefined;
      operands.push({ var: path });
    }
    const filter = where && writeRules(where);
    return { [by]: filter === undefined ? operands : [...operands, filter] };
  }
  if (subject.path === '') return undefined;
  const field = { var: subject.path };
  return subject.kind === 'field' ? field : { [subject.by]: [field] };
}

function writeOperand(operand: Operand): Expression | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'moment') return { [operand.by]: [] };
  return operand.path === '' ? undefined : { var: operand.path };
}

function readNode(expression: Expression): RuleNode {
  const node = tryRead(expression);
  // The law of this file, whatever the forms above miss.
  return node && sameJson(writeRules(node), expression) ? node : { kind: 'raw', key: newKey(), expression };
}

function tryRead(expression: Expression): RuleNode | undefined {
  const [operator, operands] = operation(expression) ?? [];
  if (operator === undefined || operands === undefined) {
    const subject = readSubject(expression);
    return subject && rule(subject, holds, []);
  }
  if (operator === '!' && operands.length === 1) {
    const inner = tryRead(operands[0] as Expression);
    return inner && inner.kind !== 'raw' && !inner.not ? { ...inner, not: true } : undefined;
  }
  if (operator === 'and' || operator === 'or') {
    const children = operands.map(readNode);
    return { kind: 'group', key: newKey(), combinator: operator, not: false, bare: false, children };
  }
  if (operator === 'in_segment' && operands.every((operand) => typeof operand === 'string')) {
    const [segmentation = '', ...segments] = operands as readonly string[];
    return { kind: 'segment', key: newKey(), segmentation, segments, not: false };
  }
  if (operator === 'exists') {
    const subject = readSubject(expression);
    return subject && rule(subject, holds, []);
  }
  const [first, ...rest] = operands;
  const subject = first === undefined ? undefined : readSubject(first);
  const read = rest.map(readOperand);
  return subject && read.length <= 1 && read.every((operand) => operand !== undefined)
    ? rule(subject, operator, read)
    : undefined;
}

function rule(subject: Subject, operator: string, operands: readonly Operand[]): Rule {
  return { kind: 'rule', key: newKey(), subject, operator, operands, not: false };
}

function readSubject(expression: Expression): Subject | undefined {
  const path = variable(expression);
  if (path !== undefined) return { kind: 'field', path };
  const [by, operands] = operation(expression) ?? [];
  if (by === undefined || operands === undefined) return undefined;
  const [first] = operands;
  if (derivations.includes(by) && operands.length === 1) {
    const of = variable(first);
    return of === undefined ? undefined : { kind: 'derived', by, path: of };
  }
  const parts = Object.hasOwn(aggregateParts, by) ? aggregateParts[by] : undefined;
  if (!parts || typeof first !== 'string') return undefined;
  const paths: { of?: string; order?: string } = {};
  for (const [index, part] of parts.entries()) {
    const of = variable(operands[index + 1]);
    if (of === undefined) return undefined;
    paths[part] = of;
  }
  const filter = operands[parts.length + 1];
  if (operands.length > parts.length + 2) return undefined;
  return {
    kind: 'aggregate',
    by,
    relation: first,
    ...paths,
    ...(filter === undefined ? {} : { where: readRules(filter) }),
  };
}

function readOperand(expression: Expression): Operand | undefined {
  const path = variable(expression);
  if (path !== undefined) return { kind: 'field', path };
  const [by, operands] = operation(expression) ?? [];
  // A number with more digits than a double holds.
  if (by === 'number' && operands?.length === 1 && typeof operands[0] === 'string')
    return { kind: 'value', value: expression };
  if (by !== undefined)
    return moments.includes(by) && operands?.length === 0 ? { kind: 'moment', by } : undefined;
  if (typeof expression !== 'object' || expression === null) return { kind: 'value', value: expression };
  return Array.isArray(expression) && expression.every((item) => typeof item !== 'object')
    ? { kind: 'value', value: expression }
    : undefined;
}

/** The operator and operands of an expression in its one plain form; undefined for anything else. */
function operation(expression: Expression): readonly [string, readonly Expression[]] | undefined {
  if (typeof expression !== 'object' || expression === null || Array.isArray(expression)) return undefined;
  const entries = Object.entries(expression);
  const [operator, operands] = entries[0] ?? [];
  return entries.length === 1 && operator !== undefined && operator !== 'var' && Array.isArray(operands)
    ? [operator, operands as readonly Expression[]]
    : undefined;
}

function variable(expression: Expression | undefined): string | undefined {
  if (typeof expression !== 'object' || expression === null || Array.isArray(expression)) return undefined;
  const entries = Object.entries(expression);
  const [name, path] = entries[0] ?? [];
  return entries.length === 1 && name === 'var' && typeof path === 'string' && path !== '' ? path : undefined;
}

/** Equal as JSON, the order of keys aside (an operation has one). */
function sameJson(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, at) => sameJson(item, b[at]));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) || Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key as never], b[key as never]))
  );
}
