import { defineServerFieldType } from '@tenon/plugin-api';
import { type Address, addressParts, addressText } from './address.ts';
import type { AddressOptions } from './index.ts';

/** First the whole, for rules and for search, then each part. */
export const addressServer = defineServerFieldType<AddressOptions, Address>({
  id: 'address',
  columns: () => ['', ...addressParts].map((suffix) => ({ suffix, type: 'text', collation: 'C' })),
  toDb: (value) => [addressText(value), ...addressParts.map((part) => value[part] ?? null)],
  fromDb: ([_whole, ...parts]) =>
    Object.fromEntries(
      addressParts.flatMap((part, at) => (parts[at] === null ? [] : [[part, String(parts[at])]])),
    ) as Address,
});
