/** What the records of an impact are called. */
import { type Sql, sql } from '@tenon/expressions';
import type { PhysicalField } from '../tables/physical.ts';
import { localeOf } from './carrying.ts';
import type { LiveRelease } from './live.ts';

interface Titles {
  readonly listed: readonly Sql[];
  readonly titleOf: (row: { readonly id: string; readonly [column: string]: unknown }) => string;
}

/** What a query has to list, and what follows from its rows; `row` is the alias of the table where it has one. */
export function titles(place: PhysicalField | undefined, live: LiveRelease, row?: Sql): Titles {
  const columns = place && !place.field.type.secret ? place.columns : [];
  const listed = columns.map(({ name, spec }, index) => {
    const column = row ? sql`${row}.${sql.id(name)}` : sql.id(name);
    return sql`${column}::${sql.type(spec.type)} as ${sql.id(`t${index}`)}`;
  });
  return {
    listed,
    titleOf(one) {
      const stored = columns.map((_column, index) => one[`t${index}`] ?? null);
      if (!place || stored.every((value) => value === null)) return one.id;
      const { serverType, field } = place;
      const value = serverType.fromDb(stored, field.options);
      return field.type.format(value, field.options, localeOf(live)).slice(0, 200);
    },
  };
}
