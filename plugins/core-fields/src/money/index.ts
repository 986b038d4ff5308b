import { defineFieldType } from '@tenon/plugin-api';
import { outOfRange, rangeProblems } from '../shared/decimal-range.ts';
import {
  canonicalDecimal,
  compareDecimals,
  decimalPattern,
  formatDecimal,
  readDecimal,
} from '../shared/decimal-text.ts';
import { parsed, refused } from '../shared/parsing.ts';
import { optionsOf } from '../shared/schemas.ts';
import { currencyPlaces, mostPlaces } from './currency.ts';

export interface MoneyOptions {
  /** ISO 4217; the organisation's when absent. */
  readonly currency?: string;
  /** A date field of the entity. */
  readonly rateDate?: string;
  readonly min?: string;
  readonly max?: string;
}

const wholeDigits = 24;
const bound = { type: 'string', pattern: decimalPattern(wholeDigits, mostPlaces) } as const;

export const money = defineFieldType<MoneyOptions, string>({
  id: 'money',
  label: { en: 'Money', 'zh-CN': '金额' },
  description: {
    en: 'An exact amount in one currency; its value is text such as "1250.5".',
    'zh-CN': '单一币种的精确金额，值为文本，如 "1250.5"。',
  },
  icon: 'dollar',
  optionsSchema: optionsOf({
    currency: {
      type: 'string',
      pattern: '^[A-Z]{3}$',
      description: "ISO 4217 code; the organisation's currency when absent.",
    },
    rateDate: {
      type: 'string',
      minLength: 1,
      description:
        "A date field of the entity: its day's exchange rate counts. The day on which the record is created when absent.",
    },
    min: bound,
    max: bound,
  }),
  checkOptions(options, context) {
    const { currency, rateDate } = options;
    const day = rateDate === undefined ? undefined : context.fieldOf(context.entityId, rateDate);
    const noDay = {
      pointer: '/rateDate',
      message: `${context.entityId} has no date field ${rateDate}`,
      hint: 'Name a field of the type date, or leave it out',
    };
    const unknown = currency !== undefined && currencyPlaces(currency) === undefined;
    const problem = { pointer: '/currency', message: `${currency} is not a currency of ISO 4217` };
    return [
      ...(unknown ? [problem] : []),
      ...(rateDate !== undefined && day?.type !== 'date' ? [noDay] : []),
      ...rangeProblems(options),
    ];
  },
  valueSchema: (options) => ({ type: 'string', pattern: patternOf(options) }),
  check: (value, options) => outOfRange(value, options),
  valueType: () => ({ kind: 'number' }),
  resultOf: (expression, { currency }) => ({ round: [expression, placesOf(currency)] }),
  // Totals are in the organisation's currency, whatever that of the amounts.
  total: () => ({ type: 'money', options: {} }),
  operators: ['>=', '<=', '>', '<', '==', '!=', 'in', 'empty'],
  compare: compareDecimals,
  groupable: true,
  canBeUnique: false,
  summable: true,
  currency: ({ currency, rateDate }) =>
    currency === undefined ? undefined : { code: currency, ...(rateDate !== undefined && { rateDate }) },
  normalize: (value) => canonicalDecimal(value),
  format: (value, options, locale) => {
    const currency = options.currency ?? locale.currency;
    return formatDecimal(value, locale.language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: value.includes('.') ? (currencyPlaces(currency) ?? 2) : 0,
    });
  },
  parse(written) {
    if (written.trim() === '') return parsed<string>(null);
    const value = readDecimal(written);
    return value === undefined ? refused(written, 'an amount') : parsed(value);
  },
  toText: (value) => value,
});

/** Whether an amount has no more decimals than its currency. */
export function fitsMoney(value: string, options: Pick<MoneyOptions, 'currency'>): boolean {
  return new RegExp(patternOf(options)).test(value);
}

function patternOf({ currency }: Pick<MoneyOptions, 'currency'>): string {
  return decimalPattern(wholeDigits, placesOf(currency));
}

function placesOf(currency: string | undefined): number {
  return (currency === undefined ? undefined : currencyPlaces(currency)) ?? mostPlaces;
}
