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
  return (alias) => {
    const created = sql`(${alias}.created_at at time zone ${zone})::date`;
    const day = rateDate === undefined ? created : sql`coalesce(${alias}.${sql.id(rateDate)}, ${created})`;
    // The unique index over currency and date leads to the one row.
    return sql`(select x.rate from records.exchange_rate x where x.currency = ${currency} and x.date <= ${day} and x.deleted_at is null order by x.date desc limit 1)`;
  };
}
