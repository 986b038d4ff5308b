import { defineFieldType } from '@tenon/plugin-api';
import { patternFault } from '../shared/bounded-pattern.ts';
import { parsed, refused } from '../shared/parsing.ts';
import { linePattern, optionsOf } from '../shared/schemas.ts';
import { compareTexts } from '../shared/text-order.ts';

export interface TextOptions {
  /** In characters. */
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly case?: 'as_written' | 'upper' | 'lower';
}

export const defaultLength = 255;

export const text = defineFieldType<TextOptions, string>({
  id: 'text',
  label: { en: 'Text', 'zh-CN': '文本' },
  description: { en: 'One line of text.', 'zh-CN': '单行文本。' },
  icon: 'font-size',
  optionsSchema: optionsOf({
    maxLength: {
      type: 'integer',
      minimum: 1,
      maximum: 2000,
      default: defaultLength,
      description: 'In characters.',
    },
    pattern: {
      type: 'string',
      minLength: 1,
      maxLength: 500,
      description: 'A regular expression that values must match.',
    },
    case: { enum: ['as_written', 'upper', 'lower'], default: 'as_written' },
  }),
  checkOptions({ pattern, maxLength = defaultLength }) {
    const fault = pattern === undefined ? undefined : patternFault(pattern, maxLength);
    return fault ? [{ pointer: '/pattern', message: `The pattern ${fault}` }] : [];
  },
  valueSchema: ({ maxLength = defaultLength, pattern }) => ({
    type: 'string',
    minLength: 1,
    maxLength,
    allOf: [{ pattern: linePattern }, ...(pattern === undefined ? [] : [{ pattern }])],
  }),
  valueType: () => ({ kind: 'text' }),
  resultOf: (expression) => expression,
  operators: [
    'icontains',
    'contains',
    '==',
    '!=',
    'starts_with',
    'ends_with',
    'in',
    'empty',
    '<',
    '<=',
    '>',
    '>=',
  ],
  compare: compareTexts,
  groupable: true,
  canBeUnique: true,
  normalize: (value, options) => inCase(value, options),
  format: (value) => value,
  parse(written, options) {
    const line = written.replace(/[\r\n]+/g, ' ');
    if (line.includes('\0') || !line.isWellFormed()) return refused(written, 'text that can be stored');
    return parsed(line === '' ? null : inCase(line, options));
  },
  toText: (value) => value,
});

function inCase(value: string, options: TextOptions): string {
  if (options.case === 'upper') return value.toUpperCase();
  if (options.case === 'lower') return value.toLowerCase();
  return value;
}
