import { sql } from '@tenon/expressions';
import { defineServerFieldType } from '@tenon/plugin-api';
import { orderTexts } from '../shared/text-order.ts';
import type { PersonNameOptions } from './index.ts';
import { fullName, nameParts, type PersonName } from './name.ts';

/** First the whole, for rules and for search, then each part. */
export const personNameServer = defineServerFieldType<PersonNameOptions, PersonName>({
  id: 'person_name',
  columns: () => ['', ...nameParts].map((suffix) => ({ suffix, type: 'text', collation: 'C' })),
  toDb: (value) => [fullName(value), ...nameParts.map((part) => value[part] ?? null)],
  fromDb: ([_whole, ...parts]) =>
    Object.fromEntries(
      nameParts.flatMap((part, at) => (parts[at] === null ? [] : [[part, String(parts[at])]])),
    ) as PersonName,
  // As `sortKey` in memory.
  order: ([_whole, family, given, middle]) =>
    orderTexts(
      sql`(coalesce(${family} || ' ', '') || coalesce(${given} || ' ', '') || coalesce(${middle}, ''))`,
    ),
});
