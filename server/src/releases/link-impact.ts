/** Records that are linked to several, where there will be room for one. */
import { sql } from '@tenon/expressions';
import type { ImpactBody } from '@tenon/model';
import type { Database } from '../database/index.ts';
import type { PhysicalField } from '../tables/physical.ts';
import { titles } from './impact-titles.ts';
import type { LiveRelease } from './live.ts';

const mostSamples = 20;
/** Of the linked records of one in the sample. */
const mostNamed = 3;

export interface Several {
  readonly total: number;
  readonly records: number;
  readonly values: ReadonlyMap<string, number>;
  readonly sample: ImpactBody['sample'][number][];
}

export async function linkedToSeveral(
  db: Database,
  live: LiveRelease,
  { field, link }: PhysicalField,
): Promise<Several> {
  const none = { total: 0, records: 0, values: new Map<string, number>(), sample: [] };
  const entity = live.physical.entities.get(field.entity);
  const other = live.physical.entities.get(field.relation?.entity ?? '');
  if (!link || !entity || !other) return none;
  const [row] = await db.query<{ total: string; n: string }>(sql`
    select count(*) as total, count(*) filter (where held > 1) as n
    from (select count(*) as held from ${link.table} group by from_id) linked`);
  const r = sql.id('r');
  const own = titles(entity.fields.get(entity.entity.titleField.id), live, r);
  const rows = await db.query<{ id: string; ids: string[]; [column: string]: unknown }>(sql`
    select ${sql.join([sql`r.id as id`, sql`linked.ids as ids`, ...own.listed])}
    from (select from_id, array_agg(to_id order by to_id) as ids from ${link.table} group by from_id having count(*) > 1) linked
    join ${entity.table} r on r.id = linked.from_id
    where r.deleted_at is null order by r.id limit ${mostSamples}`);
  const named = titles(other.fields.get(other.entity.titleField.id), live, r);
  const wanted = rows.flatMap(({ ids }) => ids.slice(0, mostNamed));
  const linked = await db.query<{ id: string; [column: string]: unknown }>(sql`
    select ${sql.join([sql`r.id as id`, ...named.listed])} from ${other.table} r where r.id = any(${sql.value(wanted, 'uuid[]')})`);
  const names = new Map(linked.map((one) => [one.id, named.titleOf(one)]));
  return {
    ...none,
    total: Number(row?.total),
    records: Number(row?.n),
    sample: rows.map((one) => ({
      id: one.id,
      title: own.titleOf(one),
      value: [
        ...one.ids.slice(0, mostNamed).map((id) => names.get(id) ?? id),
        ...(one.ids.length > mostNamed ? [`+${one.ids.length - mostNamed}`] : []),
      ].join(' · '),
    })),
  };
}
