/** Who belongs where, as SQL: one statement computes it and writes what differs. */
import { type CheckedExpression, type Moment, type Sql, sql } from '@tenon/expressions';
import type { SegmentationModel } from '@tenon/model';
import { createSqlContext } from '../../query/compile/index.ts';
import type { LiveRelease } from '../../releases/live.ts';

export interface Ladder {
  readonly entity: string;
  /** In order: the first whose condition holds wins. */
  readonly rules: readonly { readonly id: string; readonly when: CheckedExpression }[];
  readonly otherwise: string;
}

export function ladderOf(segmentation: SegmentationModel): Ladder {
  return {
    entity: segmentation.entity,
    rules: segmentation.rules.map(({ id, when }) => ({ id, when: when.checked })),
    otherwise: segmentation.otherwise.id,
  };
}

const row = sql.id('r');

/** One condition for each rule of the ladder, over the alias `r`. */
export function conditionsOf(release: LiveRelease, moment: Moment, ladder: Ladder): readonly Sql[] {
  const context = createSqlContext({ release, moment, rights: 'system', row });
  return ladder.rules.map(({ when }) => release.registry.rules.toSql(when, context));
}

/** `from records.<entity> r where …` over live records, or some of them. */
export function liveRecords(release: LiveRelease, entity: string, ids?: readonly string[]): Sql {
  const { table } = physicalOf(release, entity);
  const some = ids ? sql` and r.id = any(${sql.value(ids, 'uuid[]')})` : sql.empty;
  return sql`from ${table} r where r.deleted_at is null${some}`;
}

/** Held by whoever writes memberships. */
export const segmentsLock = (segmentation: string): string => `segments:${segmentation}`;

export function membersTable(segmentation: string): Sql {
  return sql.id('segments', segmentation);
}

/**
 * Writes the memberships that differ and the moves. Gives the ids of the records that came, moved or left when it is for
 * some records, else only `changed`, their number. The caller holds the lock of the segmentation, so that nobody else
 * writes memberships of it meanwhile.
 */
export function refreshStatement(
  release: LiveRelease,
  moment: Moment,
  segmentation: SegmentationModel,
  ids?: readonly string[],
): Sql {
  const ladder = ladderOf(segmentation);
  const cases = conditionsOf(release, moment, ladder).map(
    (condition, index) => sql`when ${condition} then ${sql.value(ladder.rules[index]?.id, 'text')}`,
  );
  const members = membersTable(segmentation.id);
  const at = sql.value(moment.now, 'timestamptz');
  const number = sql.value(release.number, 'integer');
  const some = ids ? sql` where record_id = any(${sql.value(ids, 'uuid[]')})` : sql.empty;
  const result = ids ? sql`select id from changed` : sql`select count(*) as changed from changed`;
  // `want` is kept, as else each condition would be computed twice: to compare and to write. New members come in the
  // order of the index that they enter.
  return sql`
    with want as materialized (
      select r.id, case ${sql.join(cases, ' ')} else ${sql.value(ladder.otherwise, 'text')} end as segment
      ${liveRecords(release, ladder.entity, ids)}
    ), have as (
      select record_id, segment from ${members}${some}
    ), changed as materialized (
      select coalesce(want.id, have.record_id) as id, have.segment as was, want.segment
      from want full join have on have.record_id = want.id
      where have.segment is distinct from want.segment
    ), moves as (
      insert into tenon.segment_moves (segmentation, record_id, from_segment, to_segment, at, release)
      select ${segmentation.id}, id, was, segment, ${at}, ${number} from changed
      where was is not null and segment is not null
    ), moved as (
      update ${members} m set segment = changed.segment, since = ${at}, release = ${number}
      from changed where m.record_id = changed.id and changed.was is not null and changed.segment is not null
    ), gone as (
      delete from ${members} m using changed where m.record_id = changed.id and changed.segment is null
    ), came as (
      insert into ${members} (record_id, segment, since, release)
      select id, segment, ${at}, ${number} from changed where was is null order by id
    )
    ${result}`;
}

function physicalOf(release: LiveRelease, entity: string) {
  const physical = release.physical.entities.get(entity);
  if (!physical) throw new Error(`The model has no entity ${entity}`);
  return physical;
}
