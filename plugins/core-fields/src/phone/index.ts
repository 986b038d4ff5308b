import { defineFieldType } from '@tenon/plugin-api';
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { parsed, refused } from '../shared/parsing.ts';
import { noOptions } from '../shared/schemas.ts';
import { compareTexts } from '../shared/text-order.ts';

export type PhoneOptions = { readonly [option: string]: never };

/** The number that `parse` made last: whoever reads many checks each one right after it, and reading it again costs as much. */
let lastParsed: string | undefined;

const impossible = { en: 'is not a possible phone number', 'zh-CN': '不是有效的电话号码' } as const;

/** Values are E.164: +8613800138000. */
export const phone = defineFieldType<PhoneOptions, string>({
  id: 'phone',
  label: { en: 'Phone', 'zh-CN': '电话' },
  icon: 'phone',
  optionsSchema: noOptions,
  valueSchema: () => ({ type: 'string', pattern: '^\\+[1-9][0-9]{5,14}$' }),
  check: (value) =>
    value === lastParsed || parsePhoneNumberFromString(value)?.isPossible() ? undefined : impossible,
  valueType: () => ({ kind: 'text' }),
  resultOf: (expression) => expression,
  operators: ['==', '!=', 'starts_with', 'contains', 'in', 'empty'],
  compare: compareTexts,
  groupable: false,
  canBeUnique: true,
  format: (value) => parsePhoneNumberFromString(value)?.formatInternational() ?? value,
  parse(written, _options, { phoneRegion }) {
    const text = written.trim().normalize('NFKC');
    if (text === '') return parsed<string>(null);
    const region = isSupportedCountry(phoneRegion as CountryCode) ? (phoneRegion as CountryCode) : undefined;
    const number = parsePhoneNumberFromString(text, {
      ...(region && { defaultCountry: region }),
      extract: false,
    });
    if (!number?.isPossible() || number.ext) return refused(written, 'a phone number');
    lastParsed = number.number;
    return parsed<string>(number.number);
  },
  toText: (value) => value,
  findable: 'always',
});
