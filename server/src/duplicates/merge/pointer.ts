import { sql } from '@tenon/expressions';
import { type Context, queryable } from '../../context.ts';

/** What a deleted record has become part of, however often that was merged in turn. */
export async function survivorOf(context: Context, entity: string, id: string): Promise<string | undefined> {
  const [row] = await queryable(context).query<{ id: string }>(sql`
    with recursive way (id, step) as (
      select ${sql.value(id, 'uuid')}, 0
      union all
      select next.survivor, way.step + 1 from way cross join lateral (
        select g.survivor from tenon.merged_records r join tenon.merges g on g.id = r.merge
        where r.record_id = way.id and g.entity = ${entity} and g.undone_at is null order by g.id desc limit 1
      ) next
      where way.step < 20
    )
    select id from way where step > 0 order by step desc limit 1`);
  return row?.id;
}
