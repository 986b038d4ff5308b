import { filledParts, isEastAsian, splitParts } from '../shared/structured-text.ts';
import { countryCode, countryName } from './countries.ts';

export const addressParts = ['street', 'city', 'region', 'postal_code', 'country'] as const;
export type AddressPart = (typeof addressParts)[number];
/** Lines of the street are divided by \n; the country is its code. */
export type Address = { readonly [P in AddressPart]?: string };

/** The parts that say something, trimmed. */
export function addressOf(partOf: (part: AddressPart) => unknown): Address | undefined {
  const address = filledParts(addressParts, partOf);
  return address?.country === undefined ? address : { ...address, country: address.country.toUpperCase() };
}

/** Where the postal code stands: before the city, after the region, or in a line of its own after the city. */
const codeAfterRegion = new Set('US CA AU PR GU VI AS MP'.split(' '));
const codeAtTheEnd = new Set('GB IE NZ SG IN TH VN ZA HK TW JP KR CN MY PH ID'.split(' '));

/** The lines of an address as its country writes them, without the country. */
export function addressLines({
  street,
  city,
  region,
  postal_code: code,
  country = '',
}: Address): readonly string[] {
  const streets = street?.split('\n') ?? [];
  const local = [region, city, ...streets].filter((part) => part !== undefined);
  if (local.length > 0 && local.every(isEastAsian)) {
    // 北京市 is a region and a city at once.
    const places = region === city ? [region] : [region, city];
    return [[...places, ...streets].filter(Boolean).join(''), ...(code === undefined ? [] : [code])];
  }
  const line = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(' ');
  const town = codeAfterRegion.has(country)
    ? [[city, line(region, code)].filter(Boolean).join(', ')]
    : codeAtTheEnd.has(country)
      ? [city, region, code]
      : [line(code, city), region];
  return [...streets, ...town.filter((part) => part !== undefined && part !== '')] as readonly string[];
}

/** All in one line, the same for every reader; without the country, whose name depends on the language. */
export function addressText(address: Address): string {
  const lines = addressLines(address);
  return lines.length === 0 ? (address.country ?? '') : lines.join(isLargeFirst(lines) ? ' ' : ', ');
}

/** For a reader, with the country in his language: before the rest where the rest goes from large to small. */
export function shownAddress(address: Address, language: string): string {
  const lines = addressLines(address);
  const country = address.country === undefined ? '' : countryName(address.country, language);
  const text = lines.length === 0 ? '' : addressText(address);
  if (text === '' || country === '') return text || country;
  return isLargeFirst(lines) ? `${country} ${text}` : `${text}, ${country}`;
}

/** Whether the lines go from the large to the small; a postal code alone does not tell. */
function isLargeFirst([first = '']: readonly string[]): boolean {
  return isEastAsian(first);
}

const longestText = 4000;

/**
 * An address that people wrote: five parts with semicolons (street;city;region;postal code;country, where the country may
 * be a name), or else all of it the street. Undefined for a country that is none.
 */
export function readAddress(written: string): Address | undefined {
  const text = written.trim().replace(/\r\n?/g, '\n');
  if (text.length > longestText || text.includes('\0') || !text.isWellFormed()) return undefined;
  const parts = splitParts(text);
  if (parts.length !== addressParts.length)
    return addressOf((part) => (part === 'street' ? text : undefined));
  const country = parts[4]?.trim() ?? '';
  const code = country === '' ? '' : countryCode(country);
  if (code === undefined) return undefined;
  return addressOf((part) => (part === 'country' ? code : parts[addressParts.indexOf(part)]));
}
