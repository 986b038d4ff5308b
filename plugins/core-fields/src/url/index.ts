import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { noOptions } from '../shared/schemas.ts';
import { compareTexts } from '../shared/text-order.ts';

export type UrlOptions = { readonly [option: string]: never };

const longest = 2000;
/** Closed list of schemes: whatever else a browser may run (javascript:, data:, vbscript:) never becomes a value. */
const address =
  '^(https?://[^\\s\\p{Cc}\\p{Cs}<>"\\\\]+|mailto:[^\\s\\p{Cc}\\p{Cs}<>"\\\\]+|tel:[+0-9()./-]+)$';
const isAddress = new RegExp(address, 'u');
const notAnAddress = { en: 'is not a web address', 'zh-CN': '不是有效的链接' } as const;

export const url = defineFieldType<UrlOptions, string>({
  id: 'url',
  label: { en: 'Link', 'zh-CN': '链接' },
  description: { en: 'A web address, mailto: or tel:.', 'zh-CN': '网址、mailto: 或 tel:。' },
  icon: 'global',
  optionsSchema: noOptions,
  valueSchema: () => ({ type: 'string', maxLength: longest, pattern: address }),
  check: (value) => (isLink(value) ? undefined : notAnAddress),
  valueType: () => ({ kind: 'text' }),
  resultOf: (expression) => expression,
  operators: ['icontains', '==', '!=', 'starts_with', 'empty'],
  compare: compareTexts,
  groupable: false,
  canBeUnique: true,
  format: (value) => value,
  parse(written) {
    const text = written.trim();
    if (text === '') return parsed<string>(null);
    const scheme = /^[a-z][a-z0-9+.-]*:(?![0-9]+(?:[/?#]|$))/i.exec(text)?.[0];
    const link = scheme ? scheme.toLowerCase() + text.slice(scheme.length) : `https://${text}`;
    const looksLikeHost = scheme !== undefined || /^[^/?#\s]+\.[^/?#\s.]{2,}/.test(text);
    return looksLikeHost && [...link].length <= longest && isLink(link)
      ? parsed(link)
      : refused(written, 'a web address');
  },
  toText: (value) => value,
});

/** Whether a text may stand in the `href` of a link. A name before the host is refused: it only ever misleads. */
export function isLink(value: string): boolean {
  if (!isAddress.test(value) || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === '' && password === '';
}
