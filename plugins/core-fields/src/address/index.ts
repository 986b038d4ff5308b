import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { linePattern, linesPattern, noOptions } from '../shared/schemas.ts';
import { joinParts } from '../shared/structured-text.ts';
import { type Address, addressOf, addressParts, addressText, readAddress, shownAddress } from './address.ts';
import { countries } from './countries.ts';

export type AddressOptions = { readonly [option: string]: never };

export const longest = { street: 500, city: 100, region: 100, postal_code: 20, country: 2 } as const;
export const mostLines = 4;
const part = (maxLength: number, pattern: string) => ({
  type: 'string',
  minLength: 1,
  maxLength,
  allOf: [{ pattern }, { pattern: '\\S' }],
});
const text = { kind: 'text' } as const;
const as = (id: keyof typeof longest) => ({ type: 'text', options: { maxLength: longest[id] } });
const tooManyLines = {
  en: `has more than ${mostLines} lines for the street`,
  'zh-CN': `街道地址超过 ${mostLines} 行`,
} as const;

export const address = defineFieldType<AddressOptions, Address>({
  id: 'address',
  label: { en: 'Address', 'zh-CN': '地址' },
  description: {
    en: 'Street, city, region, postal code and country; rules reach each, as in "address.city".',
    'zh-CN': '街道、城市、省/地区、邮编和国家；规则可分别使用，如 "address.city"。',
  },
  icon: 'environment',
  optionsSchema: noOptions,
  valueSchema: () => ({
    type: 'object',
    properties: {
      street: part(longest.street, linesPattern),
      city: part(longest.city, linePattern),
      region: part(longest.region, linePattern),
      postal_code: part(longest.postal_code, linePattern),
      country: { enum: countries },
    },
    additionalProperties: false,
    minProperties: 1,
  }),
  check: ({ street }) => ((street?.split('\n').length ?? 0) > mostLines ? tooManyLines : undefined),
  valueType: () => text,
  ruleValue: addressText,
  searchText: addressText,
  parts: {
    street: { label: { en: 'Street', 'zh-CN': '街道' }, valueType: text },
    city: { label: { en: 'City', 'zh-CN': '城市' }, valueType: text, as: as('city') },
    region: { label: { en: 'State or region', 'zh-CN': '省/地区' }, valueType: text, as: as('region') },
    postal_code: { label: { en: 'Postal code', 'zh-CN': '邮编' }, valueType: text, as: as('postal_code') },
    country: { label: { en: 'Country', 'zh-CN': '国家/地区' }, valueType: text, as: as('country') },
  },
  operators: ['icontains', 'empty'],
  groupable: false,
  canBeUnique: false,
  normalize: (value) => addressOf((id) => value[id]) ?? value,
  format: (value, _options, { language }) => shownAddress(value, language),
  parse(written) {
    if (written.trim() === '') return parsed<Address>(null);
    const value = readAddress(written);
    return value && fits(value)
      ? parsed(value)
      : refused(written, 'an address such as “1 Main St;Springfield;IL;62701;US”');
  },
  toText: (value) => joinParts(addressParts.map((id) => value[id] ?? '')),
});

/** What a schema says of each part, for addresses that were read from text. */
function fits(value: Address): boolean {
  const short = addressParts.every((id) => [...(value[id] ?? '')].length <= longest[id]);
  const lines = addressParts.every((id) => id === 'street' || !value[id]?.includes('\n'));
  return short && lines && (value.street?.split('\n').length ?? 0) <= mostLines;
}
