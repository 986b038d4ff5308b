import type { Expression } from '@tenon/expressions';
import { defineFieldType, type ResultType } from '@tenon/plugin-api';
import { expressionOption, noValues, resultOption } from '../shared/computed.ts';
import { optionsOf } from '../shared/schemas.ts';

export interface FormulaOptions {
  readonly expression: Expression;
  readonly result: ResultType;
}

/** A value that follows from other fields by a rule. */
export const formula = defineFieldType<FormulaOptions, never>({
  ...noValues,
  id: 'formula',
  label: { en: 'Formula', 'zh-CN': '公式' },
  description: {
    en: 'Works out a value from other fields of the record and of related ones.',
    'zh-CN': '根据本记录及关联记录的其他字段计算值。',
  },
  icon: 'thunderbolt',
  optionsSchema: optionsOf(
    {
      expression: {
        ...expressionOption,
        description: 'The rule, such as {"*": [{"var": "price"}, {"var": "pieces"}]}.',
      },
      result: resultOption,
    },
    ['expression', 'result'],
  ),
  compute: ({ expression, result }) => ({
    by: 'formula',
    expression,
    places: [['', '/expression']],
    result: { stated: result, at: '/result' },
    stored: false,
  }),
});
