import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { noOptions } from '../shared/schemas.ts';
import { compareTexts } from '../shared/text-order.ts';

export type EmailOptions = { readonly [option: string]: never };

/** The longest address that SMTP carries (RFC 5321, 4.5.3.1). */
const longest = 254;
/**
 * One @, no white space, quotes or angle brackets, and a domain of labels with a dot: what mail programs take in
 * practice, international addresses included. Comments and quoted local parts of RFC 5322 are left out.
 */
const address =
  '^[^\\s@<>()\\[\\],;:\\\\"\\p{Cc}\\p{Cs}]{1,64}@([\\p{L}\\p{M}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?\\.){1,8}[\\p{L}\\p{M}\\p{N}-]{2,63}$';
const isAddress = new RegExp(address, 'u');

export const email = defineFieldType<EmailOptions, string>({
  id: 'email',
  label: { en: 'E-mail', 'zh-CN': '邮箱' },
  icon: 'mail',
  optionsSchema: noOptions,
  valueSchema: () => ({ type: 'string', minLength: 3, maxLength: longest, pattern: address }),
  valueType: () => ({ kind: 'text' }),
  resultOf: (expression) => expression,
  operators: ['icontains', '==', '!=', 'ends_with', 'in', 'empty'],
  compare: compareTexts,
  groupable: true,
  canBeUnique: true,
  normalize: lowerDomain,
  format: (value) => value,
  parse(written) {
    const text = written.trim().replace(/^mailto:/i, '');
    if (text === '') return parsed<string>(null);
    return text.length <= longest && isAddress.test(text)
      ? parsed(lowerDomain(text))
      : refused(written, 'an e-mail address');
  },
  toText: (value) => value,
  findable: 'always',
});

/** Domains have no case; what stands before the @ belongs to the receiving server. */
function lowerDomain(value: string): string {
  const at = value.lastIndexOf('@');
  return value.slice(0, at) + value.slice(at).toLowerCase();
}
