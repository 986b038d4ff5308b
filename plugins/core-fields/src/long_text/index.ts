import { defineFieldType } from '@tenon/plugin-api';
import { parsed } from '../shared/parsing.ts';
import { linesPattern, optionsOf } from '../shared/schemas.ts';
import { compareTexts } from '../shared/text-order.ts';

export interface LongTextOptions {
  /** In characters. */
  readonly maxLength?: number;
}

export const defaultLength = 10_000;

export const longText = defineFieldType<LongTextOptions, string>({
  id: 'long_text',
  label: { en: 'Long text', 'zh-CN': '多行文本' },
  description: { en: 'Several lines of text.', 'zh-CN': '多行文本。' },
  icon: 'align-left',
  optionsSchema: optionsOf({
    maxLength: {
      type: 'integer',
      minimum: 1,
      maximum: 100_000,
      default: defaultLength,
      description: 'In characters.',
    },
  }),
  valueSchema: ({ maxLength = defaultLength }) => ({
    type: 'string',
    minLength: 1,
    maxLength,
    pattern: linesPattern,
  }),
  valueType: () => ({ kind: 'text' }),
  resultOf: (expression) => expression,
  operators: ['icontains', 'contains', 'starts_with', 'empty', '==', '!='],
  compare: compareTexts,
  groupable: false,
  canBeUnique: false,
  normalize: (value) => unixLines(value),
  format: (value) => value,
  parse: (written) => parsed(written === '' ? null : unixLines(written)),
  toText: (value) => value,
});

function unixLines(value: string): string {
  return value.replace(/\r\n?/g, '\n');
}
