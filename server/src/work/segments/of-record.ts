import { sql } from '@tenon/expressions';
import type { WorkbenchBody } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';

/** The segment of one record in each segmentation of its entity. Whether the record may be read is the caller's check. */
export async function segmentsOf(
  context: Context,
  entity: string,
  record: string,
): Promise<WorkbenchBody['segments']> {
  const segmentations = [...context.release.model.segmentations.values()].filter(
    (each) => each.entity === entity,
  );
  if (segmentations.length === 0) return [];
  const parts = segmentations.map(
    ({ id }) => sql`select ${id}::text as segmentation, segment, since from ${sql.id('segments', id)}
      where record_id = ${sql.value(record, 'uuid')}`,
  );
  return queryable(context).query(sql.join(parts, ' union all '));
}
