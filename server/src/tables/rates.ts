/** Exchange rates are records as any others; here is how SQL finds the one that counts for a row. */
import { type Sql, sql } from '@tenon/expressions';
import type { FieldModel, Model } from '@tenon/model';

/** The rate of a field whose amounts are in another currency than the organisation's; undefined for all others. */
export function rateOf({ organisation }: Model, field: FieldModel): ((alias: Sql) => Sql) | undefined {
  const { code, rateDate } = field.type.currency?.(field.options) ?? {};
  if (code === undefined || code === organisation.currency || field.storage.kind !== 'column')
    return undefined;
  const currency = sql.literal(code);
  const zone = sql.literal(organisation.timeZone);
  // Asked once for a statement, not once for a row; a row then finds its day among the days by halving.
  const known = (what: Sql) =>
    sql`(select array_agg(${what} order by x.date) from records.exchange_rate x where x.currency = ${currency} and x.deleted_at is null)`;
  // As whole numbers of ten-thousand-millionths, which are exact and of one length: a place in the list is found at once.
  const [rates, days] = [known(sql`(x.rate * 10000000000)::bigint`), known(sql`x.date`)];
  return (alias) => {
    const created = sql`(${alias}.created_at at time zone ${zone})::date`;
    const day = rateDate === undefined ? created : sql`coalesce(${alias}.${sql.id(rateDate)}, ${created})`;
    // Before the first day it is place 0, where no list has anything.
    return sql`((${rates})[width_bucket(${day}, ${days})] * 0.0000000001)`;
  };
}
