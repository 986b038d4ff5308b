import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { linePattern, optionsOf } from '../shared/schemas.ts';
import { compareCodePoints } from '../shared/text-order.ts';
import { countingKey, patternFault, type Restart } from './pattern.ts';

export interface AutoNumberOptions {
  readonly pattern: string;
  readonly start: number;
  readonly restart: Restart;
}

export const longestNumber = 100;

export const autoNumber = defineFieldType<AutoNumberOptions, string>({
  id: 'auto_number',
  label: { en: 'Automatic number', 'zh-CN': '自动编号' },
  description: {
    en: 'A number that the server gives each record, such as INV-2026-00042; never twice.',
    'zh-CN': '由服务器为每条记录生成的编号，如 INV-2026-00042，不会重复。',
  },
  icon: 'number',
  optionsSchema: optionsOf({
    pattern: {
      type: 'string',
      minLength: 1,
      maxLength: 60,
      pattern: linePattern,
      default: '{00000}',
      description: 'Text with {00000} for the number, and {yyyy}, {yy}, {mm}, {dd} for the day.',
    },
    start: {
      type: 'integer',
      minimum: 0,
      maximum: 1_000_000_000,
      default: 1,
      description: 'The first number.',
    },
    restart: {
      enum: ['never', 'year', 'month', 'day'],
      default: 'never',
      description: 'When numbers start anew.',
    },
  }),
  checkOptions({ pattern, restart }) {
    const message = patternFault(pattern, restart);
    return message === undefined ? [] : [{ pointer: '/pattern', message }];
  },
  valueSchema: () => ({
    type: 'string',
    minLength: 1,
    maxLength: longestNumber,
    allOf: [{ pattern: linePattern }, { pattern: '^\\S(.*\\S)?$' }],
  }),
  valueType: () => ({ kind: 'text' }),
  operators: ['==', 'icontains', 'starts_with', '!=', 'in', 'empty'],
  compare: (a, b) => compareCodePoints(countingKey(a), countingKey(b)),
  groupable: false,
  canBeUnique: true,
  assigned: true,
  findable: 'always',
  format: (value) => value,
  parse(written) {
    const text = written.trim();
    if (text === '') return parsed<string>(null);
    const fits = text.length <= longestNumber && new RegExp(linePattern, 'u').test(text);
    return fits ? parsed(text) : refused(text, 'a number of a record');
  },
  toText: (value) => value,
});
