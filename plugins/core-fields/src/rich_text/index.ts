import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { linesPattern, optionsOf } from '../shared/schemas.ts';
import { htmlOf, plainText } from './plain-text.ts';

export interface RichTextOptions {
  readonly maxLength: number;
}

/** The elements that a rich text may have; the server takes away all others. */
export const elements = [
  'p',
  'br',
  'strong',
  'em',
  'u',
  's',
  'code',
  'pre',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'ul',
  'ol',
  'li',
  'a',
  'hr',
] as const;

export const richText = defineFieldType<RichTextOptions, string>({
  id: 'rich_text',
  label: { en: 'Rich text', 'zh-CN': '富文本' },
  description: {
    en: 'Text with headings, lists and links. Its value is HTML that the server cleans; rules see the plain text.',
    'zh-CN': '带标题、列表和链接的文本。值为服务器清理过的 HTML；规则中为纯文本。',
  },
  icon: 'file-text',
  optionsSchema: optionsOf({
    maxLength: {
      type: 'integer',
      minimum: 1,
      maximum: 100_000,
      default: 20_000,
      description: 'In characters of HTML.',
    },
  }),
  valueSchema: ({ maxLength }) => ({ type: 'string', minLength: 1, maxLength, pattern: linesPattern }),
  valueType: () => ({ kind: 'text' }),
  ruleValue: (value) => plainText(value),
  operators: ['icontains', 'empty'],
  groupable: false,
  canBeUnique: false,
  format: (value) => plainText(value) || '–',
  parse(written, { maxLength }) {
    if (written.trim() === '') return parsed<string>(null);
    const looksLikeHtml = /<(?:p|br|h[1-6]|ul|ol|li|blockquote|pre|div|hr|strong|em|a)\b[^>]*>/i.test(
      written,
    );
    const html = looksLikeHtml ? written.replaceAll(/\r\n?/g, '\n') : htmlOf(written);
    return [...html].length <= maxLength
      ? parsed(html)
      : refused(written, `text of at most ${maxLength} characters`);
  },
  toText: (value) => value,
  searchText: (value) => plainText(value),
});
