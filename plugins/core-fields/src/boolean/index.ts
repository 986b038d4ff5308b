import { textIn } from '@tenon/documents';
import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { noOptions } from '../shared/schemas.ts';

export type BooleanOptions = { readonly [option: string]: never };

export const answers = {
  yes: { en: 'Yes', 'zh-CN': '是' },
  no: { en: 'No', 'zh-CN': '否' },
} as const;

const yes = new Set(['true', 'yes', 'y', '1', 'on', '是', '对', '√']);
const no = new Set(['false', 'no', 'n', '0', 'off', '否', '错', '×']);

export const boolean = defineFieldType<BooleanOptions, boolean>({
  id: 'boolean',
  label: { en: 'Yes or no', 'zh-CN': '是否' },
  icon: 'check-square',
  optionsSchema: noOptions,
  valueSchema: () => ({ type: 'boolean' }),
  valueType: () => ({ kind: 'boolean' }),
  resultOf: (expression) => expression,
  operators: ['==', '!=', 'empty'],
  compare: (a, b) => Number(a) - Number(b),
  groupable: true,
  canBeUnique: false,
  format: (value, _options, locale) => textIn(value ? answers.yes : answers.no, locale.language),
  parse(written) {
    const word = written.trim().toLowerCase();
    if (word === '') return parsed<boolean>(null);
    if (yes.has(word)) return parsed(true);
    return no.has(word) ? parsed(false) : refused(written, 'yes or no');
  },
  toText: (value) => String(value),
});
