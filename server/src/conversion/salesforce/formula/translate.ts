/** Formulas of Salesforce as expressions of the rule language. */
import type { Expression } from '@tenon/documents';
import { FormulaError, type FormulaNode, parseFormula } from './parse.ts';

export type FormulaKind = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'choice' | 'list' | 'id';

/** A field as a formula sees it: where it lies for us and what its values are. */
export interface FormulaField {
  /** Field ids with dots between. */
  readonly path: string;
  readonly kind: FormulaKind;
  /** Names of the values of a picklist → their ids. */
  readonly choices?: ReadonlyMap<string, string>;
}

export interface FormulaScope {
  /** A field by the names of the platform, such as `Account__r.Name`; undefined where there is none. */
  field(path: readonly string[]): FormulaField | undefined;
  /** A text of the project, by its name. */
  label(name: string): string | undefined;
  /** Empty numbers count as zero. */
  readonly blankAsZero: boolean;
}

interface Translated {
  readonly expression: Expression;
  readonly kind: FormulaKind;
  readonly choices?: ReadonlyMap<string, string>;
  /** A text that is written in the formula. */
  readonly literal?: string;
}

/** Throws FormulaError with what has no counterpart. */
export function translateFormula(
  source: string,
  scope: FormulaScope,
): { readonly expression: Expression; readonly kind: FormulaKind } {
  const { expression, kind } = translate(parseFormula(source), scope);
  return { expression, kind };
}

function translate(tree: FormulaNode, scope: FormulaScope): Translated {
  switch (tree.node) {
    case 'text':
      return { expression: tree.value, kind: 'text', literal: tree.value };
    case 'number':
      return { expression: Number(tree.value), kind: 'number' };
    case 'name':
      return nameOf(tree.path, scope);
    case 'call': {
      const make = calls.get(tree.name);
      if (!make) throw new FormulaError(`${tree.name} has no counterpart`);
      return make(
        tree.operands.map((operand) => translate(operand, scope)),
        tree,
      );
    }
  }
}

function nameOf(path: readonly string[], scope: FormulaScope): Translated {
  const [first = ''] = path;
  const word = first.toUpperCase();
  if (path.length === 1 && (word === 'TRUE' || word === 'FALSE'))
    return { expression: word === 'TRUE', kind: 'boolean' };
  if (path.length === 1 && word === 'NULL') return { expression: null, kind: 'text' };
  if (word === '$USER' && path[1]?.toUpperCase() === 'ID')
    return { expression: { var: 'viewer.id' }, kind: 'id' };
  const label = word === '$LABEL' ? scope.label(path.at(-1) ?? '') : undefined;
  if (label !== undefined) return { expression: label, kind: 'text', literal: label };
  const field = scope.field(path);
  if (!field) throw new FormulaError(`${path.join('.')} is not known`);
  const value: Expression = { var: field.path };
  const expression = field.kind === 'number' && scope.blankAsZero ? { coalesce: [value, 0] } : value;
  return { expression, kind: field.kind, ...(field.choices && { choices: field.choices }) };
}

type Make = (operands: readonly Translated[], tree: FormulaNode & { node: 'call' }) => Translated;

const operand = (operands: readonly Translated[], index: number): Translated => {
  const found = operands[index];
  if (!found) throw new FormulaError('a function has too few operands');
  return found;
};
const expressions = (operands: readonly Translated[]) => operands.map(({ expression }) => expression);

const truth =
  (id: string): Make =>
  (operands) => ({ expression: { [id]: expressions(operands) }, kind: 'boolean' });
const over =
  (id: string, kind: FormulaKind): Make =>
  (operands) => ({ expression: { [id]: expressions(operands) }, kind });

const empty = (value: Translated): Translated => ({ expression: { empty: [bare(value)] }, kind: 'boolean' });
/** Whether it is empty is asked of the field, not of the zero that stands in for it. */
const bare = ({ expression }: Translated): Expression => {
  const inner = (expression as { coalesce?: readonly Expression[] } | null)?.coalesce;
  return inner?.length === 2 && inner[1] === 0 ? (inner[0] ?? null) : expression;
};

function compared(id: string): Make {
  return (operands) => {
    const [left, right] = [operand(operands, 0), operand(operands, 1)];
    // An empty text or NULL beside an equals sign asks whether there is anything at all.
    for (const [value, other] of [
      [left, right],
      [right, left],
    ] as const) {
      if ((value.literal === '' || value.expression === null) && (id === '==' || id === '!=')) {
        const isEmpty = empty(other);
        return id === '==' ? isEmpty : { expression: { '!': [isEmpty.expression] }, kind: 'boolean' };
      }
    }
    return { expression: { [id]: [chosen(left, right), chosen(right, left)] }, kind: 'boolean' };
  };
}

/** A text beside a picklist stands for the value of that name. */
function chosen(value: Translated, other: Translated): Expression {
  if (value.literal === undefined || !other.choices) return value.expression;
  const id = other.choices.get(value.literal);
  if (id === undefined) throw new FormulaError(`the picklist has no value '${value.literal}'`);
  return id;
}

const plus: Make = (operands, tree) => {
  const [left, right] = [operand(operands, 0), operand(operands, 1)];
  if (left.kind === 'number' && right.kind === 'number')
    return { expression: { '+': expressions(operands) }, kind: 'number' };
  if (left.kind === 'text' || right.kind === 'text') return joined(operands, tree);
  throw new FormulaError(`adding to a ${left.kind} has no counterpart`);
};

const minus: Make = (operands): Translated => {
  const [left, right] = [operand(operands, 0), operand(operands, 1)];
  if (left.kind === 'number' && right.kind === 'number')
    return { expression: { '-': expressions(operands) }, kind: 'number' };
  if (isToday(left) && right.kind === 'date')
    return { expression: { days_since: [right.expression] }, kind: 'number' };
  if (left.kind === 'date' && isToday(right))
    return { expression: { '-': [0, { days_since: [left.expression] }] }, kind: 'number' };
  throw new FormulaError(`subtracting a ${right.kind} from a ${left.kind} has no counterpart`);
};
const isToday = ({ expression }: Translated) =>
  typeof expression === 'object' && expression !== null && Object.hasOwn(expression, 'today');

const joined: Make = (operands) => ({
  expression: { cat: operands.flatMap((each) => parts(each)) },
  kind: 'text',
});
/** Texts that are joined one by one are joined at once. */
function parts({ expression, kind }: Translated): readonly Expression[] {
  const inner = (expression as { cat?: readonly Expression[] } | null)?.cat;
  if (Array.isArray(inner)) return inner;
  return [kind === 'number' || kind === 'date' ? { text: [expression] } : expression];
}

function branches(operands: readonly Translated[]): FormulaKind {
  return operands.find(({ expression }) => expression !== null)?.kind ?? 'text';
}

const ifElse: Make = (operands) => {
  const [, then, otherwise] = operands;
  return {
    expression: { if: expressions(operands) },
    kind: branches([then, otherwise].filter((each): each is Translated => each !== undefined)),
  };
};

const caseOf: Make = (operands) => {
  const subject = operand(operands, 0);
  const rest = operands.slice(1);
  const otherwise = rest.length % 2 === 1 ? rest.at(-1) : undefined;
  const steps: Expression[] = [];
  const results: Translated[] = [];
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const [value, result] = [operand(rest, index), operand(rest, index + 1)];
    steps.push({ '==': [subject.expression, chosen(value, subject)] }, result.expression);
    results.push(result);
  }
  if (otherwise) {
    steps.push(otherwise.expression);
    results.push(otherwise);
  }
  return { expression: { if: steps }, kind: branches(results) };
};

const isPicked: Make = (operands, tree) => compared('==')(operands, tree);

const includes: Make = (operands) => {
  const [field, value] = [operand(operands, 0), operand(operands, 1)];
  return { expression: { contains_any: [field.expression, [chosen(value, field)]] }, kind: 'boolean' };
};

const rounded: Make = (operands) => {
  const [value, digits] = operands;
  const scale = digits?.expression ?? 0;
  if (typeof scale !== 'number')
    throw new FormulaError('ROUND to a computed number of digits has no counterpart');
  return { expression: { round: [value?.expression ?? null, scale] }, kind: 'number' };
};

const asText: Make = (operands) => {
  const value = operand(operands, 0);
  return { expression: { cat: parts(value) }, kind: 'text' };
};

const first: Make = (operands) => operand(operands, 0);
const isEmpty: Make = (operands) => empty(operand(operands, 0));
const coalesced: Make = (operands) => ({
  expression: { coalesce: expressions(operands) },
  kind: branches(operands),
});

const calls: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['=', compared('==')],
  ['==', compared('==')],
  ['<>', compared('!=')],
  ['!=', compared('!=')],
  ['<', compared('<')],
  ['<=', compared('<=')],
  ['>', compared('>')],
  ['>=', compared('>=')],
  ['&&', truth('and')],
  ['AND', truth('and')],
  ['||', truth('or')],
  ['OR', truth('or')],
  ['NOT', truth('!')],
  ['+', plus],
  ['-', minus],
  ['*', over('*', 'number')],
  ['/', over('/', 'number')],
  ['&', joined],
  ['NEGATE', (operands) => ({ expression: { '-': [0, operand(operands, 0).expression] }, kind: 'number' })],
  ['IF', ifElse],
  ['CASE', caseOf],
  ['ISBLANK', isEmpty],
  ['ISNULL', isEmpty],
  ['BLANKVALUE', coalesced],
  ['NULLVALUE', coalesced],
  ['ISPICKVAL', isPicked],
  ['INCLUDES', includes],
  ['CONTAINS', truth('contains')],
  ['BEGINS', truth('starts_with')],
  ['TEXT', asText],
  ['CASESAFEID', first],
  ['TRIM', first],
  // What a link or a picture shows; that it is one is a matter of the field's type.
  ['HYPERLINK', (operands) => operand(operands, 1)],
  ['IMAGE', first],
  ['BR', () => ({ expression: ', ', kind: 'text' })],
  ['LOWER', over('lower', 'text')],
  ['LEN', over('length', 'number')],
  ['VALUE', over('number', 'number')],
  ['ABS', over('abs', 'number')],
  ['ROUND', rounded],
  ['MAX', over('max', 'number')],
  ['MIN', over('min', 'number')],
  ['TODAY', () => ({ expression: { today: [] }, kind: 'date' })],
  ['NOW', () => ({ expression: { now: [] }, kind: 'datetime' })],
  ['DATEVALUE', over('date', 'date')],
  ['YEAR', over('year', 'number')],
  ['MONTH', over('month', 'number')],
]);
