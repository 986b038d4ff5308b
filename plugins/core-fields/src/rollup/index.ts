import type { Expression } from '@tenon/expressions';
import { type Computation, defineFieldType, type OptionsProblem, type ResultType } from '@tenon/plugin-api';
import { expressionOption, noValues, pathPattern, resultOption } from '../shared/computed.ts';
import { optionsOf } from '../shared/schemas.ts';

const aggregates = ['count', 'sum', 'min', 'max', 'avg', 'first', 'last'] as const;
type Aggregate = (typeof aggregates)[number];

export interface RollupOptions {
  /** Name of a relation to many records, to which relations to one record may lead. */
  readonly relation: string;
  readonly aggregate: Aggregate;
  /** About the related record; none for `count`. */
  readonly value?: Expression;
  /** What `first` and `last` go by, about the related record; when it was created, when absent. */
  readonly order?: Expression;
  readonly where?: Expression;
  /** Only related records whose date lies in the past window. */
  readonly within?: { readonly field: string; readonly duration: string };
  readonly result?: ResultType;
}

/** A figure over related records, kept in step with them. */
export const rollup = defineFieldType<RollupOptions, never>({
  ...noValues,
  id: 'rollup',
  label: { en: 'Roll-up', 'zh-CN': '汇总' },
  description: {
    en: 'Counts, sums or picks from related records, with a filter and a time window.',
    'zh-CN': '对关联记录计数、求和或取值，可设筛选条件和时间范围。',
  },
  icon: 'number',
  optionsSchema: optionsOf(
    {
      relation: {
        type: 'string',
        pattern: pathPattern,
        description: 'A relation to many records: `orders`, or `account.orders`.',
      },
      aggregate: { enum: aggregates, default: 'count' },
      value: { ...expressionOption, description: 'About the related record, such as {"var": "amount"}.' },
      order: {
        ...expressionOption,
        description: 'What the first and the last go by; when they were created.',
      },
      where: { ...expressionOption, description: 'Which related records count.' },
      within: {
        type: 'object',
        properties: {
          field: {
            type: 'string',
            pattern: pathPattern,
            description: 'A date or moment of the related record.',
          },
          duration: { type: 'string', minLength: 2, maxLength: 40, description: 'How far back: `P90D`.' },
        },
        required: ['field', 'duration'],
        additionalProperties: false,
        description: 'Only related records of the past days or months.',
      },
      result: resultOption,
    },
    ['relation', 'aggregate'],
  ),
  checkOptions: problemsOf,
  compute(options) {
    const { relation, aggregate, value } = options;
    const operands: readonly Part[] = [
      [relation, [['', '/relation']]],
      ...(aggregate === 'count' ? [] : [[value ?? null, [['', '/value']]] as const]),
      ...(isPicked(aggregate) ? [orderOf(options)] : []),
      ...filterOf(options),
    ];
    return {
      by: 'rollup',
      expression: { [aggregate]: operands.map(([operand]) => operand) },
      places: operands.flatMap(([, places], index) =>
        places.map(([part, option]) => [`/${aggregate}/${index}${part}`, option] as const),
      ),
      result: resultOf(options),
      stored: true,
    };
  },
});

type Part = readonly [operand: Expression, places: Computation['places']];

const isPicked = (aggregate: Aggregate): boolean => aggregate === 'first' || aggregate === 'last';

function orderOf({ order }: RollupOptions): Part {
  return order === undefined ? [{ var: 'created_at' }, [['', '/order']]] : [order, [['', '/order']]];
}

function filterOf({ where, within }: RollupOptions): readonly Part[] {
  if (!within) return where === undefined ? [] : [[where, [['', '/where']]]];
  const window: Expression = { within: [{ var: within.field }, within.duration] };
  const inside: Computation['places'] = [
    ['/within', '/within'],
    ['/within/0', '/within/field'],
    ['/within/0/var', '/within/field'],
    ['/within/1', '/within/duration'],
  ];
  if (where === undefined) return [[window, inside]];
  const places = inside.map(([part, option]) => [`/and/1${part}`, option] as const);
  return [[{ and: [where, window] }, [['/and/0', '/where'], ...places]]];
}

/** As stated; that of the field when the value is one; else by the kind of value. */
function resultOf({ relation, aggregate, value, result }: RollupOptions): Computation['result'] {
  if (result) return { stated: result, at: '/result' };
  if (aggregate === 'count') return { stated: { type: 'integer' }, at: '' };
  const field = fieldOf(value);
  const total = aggregate === 'sum' || aggregate === 'avg' ? aggregate : undefined;
  if (field !== undefined) return { like: `${relation}.${field}`, total, at: '/value' };
  return {
    byKind: {
      text: { type: 'text' },
      number: { type: 'decimal', options: { precision: 38, scale: 4 } },
      boolean: { type: 'boolean' },
      date: { type: 'date' },
      datetime: { type: 'datetime' },
    },
    at: '/value',
  };
}

function fieldOf(value: Expression | undefined): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const name = (value as { readonly var?: unknown }).var;
  return typeof name === 'string' ? name : undefined;
}

function problemsOf({ aggregate, value, order }: RollupOptions): readonly OptionsProblem[] {
  const problems: OptionsProblem[] = [];
  if (aggregate === 'count' && value !== undefined) {
    problems.push({
      pointer: '/value',
      message: 'Counting takes no value',
      hint: 'Say which records count in `where`.',
    });
  }
  if (aggregate !== 'count' && value === undefined) {
    problems.push({
      pointer: '',
      message: `'${aggregate}' needs a value`,
      hint: 'Such as {"var": "amount"}.',
    });
  }
  if (order !== undefined && !isPicked(aggregate)) {
    problems.push({ pointer: '/order', message: 'Only the first and the last go by an order' });
  }
  return problems;
}
