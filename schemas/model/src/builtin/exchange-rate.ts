import type { EntityDocument } from '@tenon/documents';

/** What one unit of a currency is worth in the organisation's, from a date until the next. */
export const exchangeRate: EntityDocument = {
  kind: 'entity',
  id: 'exchange_rate',
  label: { en: 'Exchange rate', 'zh-CN': '汇率' },
  labelPlural: { en: 'Exchange rates', 'zh-CN': '汇率' },
  description: {
    en: "Amounts in other currencies count in the organisation's at the rate of their day; without a rate they do not count.",
    'zh-CN': '其他币种的金额按当日汇率折算为组织的本位币；没有汇率的金额不计入。',
  },
  icon: 'dollar',
  titleField: 'currency',
  searchFields: ['currency'],
  sort: [{ field: 'date', direction: 'desc' }],
  uniques: [
    {
      id: 'currency_and_date',
      label: { en: 'Currency and date', 'zh-CN': '币种和日期' },
      fields: ['currency', 'date'],
      message: {
        en: 'This currency has a rate from that date already.',
        'zh-CN': '该币种在该日期已有汇率。',
      },
    },
  ],
  fields: [
    {
      id: 'currency',
      type: 'text',
      label: { en: 'Currency', 'zh-CN': '币种' },
      help: { en: 'ISO 4217, such as EUR.', 'zh-CN': 'ISO 4217 代码，如 EUR。' },
      required: true,
      options: { maxLength: 3, pattern: '^[A-Z]{3}$', case: 'upper' },
    },
    {
      id: 'date',
      type: 'date',
      label: { en: 'In force from', 'zh-CN': '生效日期' },
      required: true,
    },
    {
      id: 'rate',
      type: 'decimal',
      label: { en: 'Rate', 'zh-CN': '汇率' },
      help: {
        en: "What one unit is worth in the organisation's currency.",
        'zh-CN': '一个单位折合组织本位币的金额。',
      },
      required: true,
      // What SQL counts with is a whole number of ten-thousand-millionths.
      options: { precision: 19, scale: 10, min: '0.0000000001', max: '900000000' },
    },
  ],
};
