import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { linePattern, optionsOf } from '../shared/schemas.ts';

export interface EncryptedTextOptions {
  readonly maxLength: number;
  /** How many of the last characters the mask shows. */
  readonly visible: number;
}

/** What stands for the characters that are not shown, whatever their number. */
export const covered = '••••••';

/** A value is written as clear text and read as its mask. */
export const encryptedText = defineFieldType<EncryptedTextOptions, string>({
  id: 'encrypted_text',
  label: { en: 'Encrypted text', 'zh-CN': '加密文本' },
  description: {
    en: 'A secret such as an account number: sealed in the database, shown as a mask, found by its exact text.',
    'zh-CN': '账号等机密：在数据库中加密保存，显示为掩码，可按完整内容精确查找。',
  },
  icon: 'lock',
  optionsSchema: optionsOf({
    maxLength: { type: 'integer', minimum: 1, maximum: 2000, default: 200, description: 'In characters.' },
    visible: {
      type: 'integer',
      minimum: 0,
      maximum: 4,
      default: 0,
      description: 'How many of the last characters the mask shows.',
    },
  }),
  valueSchema: ({ maxLength }) => ({
    type: 'string',
    minLength: 1,
    maxLength,
    allOf: [{ pattern: linePattern }, { pattern: '\\S' }],
  }),
  valueType: () => ({ kind: 'text' }),
  operators: ['empty'],
  groupable: false,
  canBeUnique: true,
  secret: true,
  findable: 'never',
  normalize: (value) => value.normalize('NFC').trim(),
  format: (value) => masked(value),
  parse(written, { maxLength }) {
    const text = written.normalize('NFC').trim();
    if (text === '') return parsed<string>(null);
    const fits = [...text].length <= maxLength && new RegExp(linePattern, 'u').test(text);
    // The text itself stays out of the message, which an import keeps in its file of errors.
    return fits ? parsed(text) : refused(covered, `one line of at most ${maxLength} characters`);
  },
  toText: (value) => masked(value),
});

export function isMask(value: string): boolean {
  return value.startsWith(covered);
}

export function maskOf(text: string, visible: number): string {
  const characters = [...text];
  // A short secret would be half told by its end.
  const shown = visible > 0 && characters.length >= visible * 2 ? characters.slice(-visible).join('') : '';
  return covered + shown;
}

/** Whatever comes by: what is no mask is covered whole. */
const masked = (value: string) => (isMask(value) ? value : covered);
