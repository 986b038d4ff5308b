import { sql } from '@tenon/expressions';
import type { SegmentationModel } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';
import { createAliases, liveRows } from '../../query/compile/index.ts';
import { rightsOf } from '../../query/rights.ts';
import { demand } from '../contexts.ts';
import { lock, roomForSets } from '../locks.ts';
import type { Segments } from '../work.ts';
import { membersTable, refreshStatement, segmentsLock } from './membership.ts';
import { segmentsOf } from './of-record.ts';
import { preview } from './preview.ts';

/** A statement over all records of a large entity may take its time. */
const wholeEntityTimeoutMs = 600_000;

export interface Refreshed {
  /** Memberships that were written or removed. */
  readonly changed: number;
  /** Of which records; empty when all records were looked at. */
  readonly ids: readonly string[];
}

export interface SegmentRefresher {
  /** For all records, or for some. Joins the transaction of the context. */
  refresh(context: Context, segmentation: SegmentationModel, ids?: readonly string[]): Promise<Refreshed>;
}

export function createSegmentRefresher(): SegmentRefresher {
  return {
    async refresh(context, segmentation, ids) {
      if (ids?.length === 0) return { changed: 0, ids: [] };
      const { release, moment } = context;
      const work = async (tx: Transaction): Promise<Refreshed> => {
        // One refresh at a time: the statement after the lock sees all that was committed before, so an older one can't
        // overwrite a newer.
        await lock(tx, segmentsLock(segmentation.id));
        if (!ids) await roomForSets(tx);
        const rows = await tx.query<{ id: string; changed: string }>(
          refreshStatement(release, moment, segmentation, ids),
        );
        if (ids) return { changed: rows.length, ids: rows.map(({ id }) => id) };
        return { changed: Number(rows[0]?.changed), ids: [] };
      };
      if (context.tx) return work(context.tx);
      return context.db.transaction(work, { statementTimeoutMs: wholeEntityTimeoutMs, retry: true });
    },
  };
}

export function createSegments(refresher: SegmentRefresher): Segments {
  return {
    async refreshAll(context, segmentation) {
      const { changed } = await refresher.refresh(context, segmentationOf(context, segmentation));
      return { changed };
    },
    async refreshRecords(context, segmentation, ids) {
      const { changed } = await refresher.refresh(context, segmentationOf(context, segmentation), ids);
      return { changed };
    },

    async members(context, id) {
      const segmentation = segmentationOf(context, id);
      const { release, moment } = context;
      const rights = rightsOf(context);
      const scope = {
        release,
        moment,
        rights,
        names: { viewer: context.viewer.attributes },
        aliases: createAliases(),
      };
      const { table } = release.physical.entities.get(segmentation.entity) ?? missing(segmentation.entity);
      const r = sql.id('r');
      const rows = await queryable(context).query<{ segment: string; count: string }>(sql`
        select m.segment, count(*) as count
        from ${membersTable(id)} m join ${table} r on r.id = m.record_id
        where ${liveRows(scope, segmentation.entity, r)}
        group by m.segment`);
      const counts = new Map(rows.map(({ segment, count }) => [segment, Number(count)]));
      return {
        segmentation: id,
        segments: segmentation.segments.map((segment) => ({ segment, count: counts.get(segment) ?? 0 })),
      };
    },

    segmentsOf,
    preview: (context, document) => preview(context, document),

    async flows(context, id, { from, to }) {
      demand(context, 'manage_work');
      segmentationOf(context, id);
      const rows = await queryable(context).query<{ from: string; to: string; count: string }>(sql`
        select from_segment as "from", to_segment as "to", count(*) as count
        from tenon.segment_moves
        where segmentation = ${id} and at >= ${sql.value(from, 'timestamptz')} and at < ${sql.value(to, 'timestamptz')}
        group by from_segment, to_segment
        order by count desc, from_segment, to_segment`);
      return rows.map((row) => ({ from: row.from, to: row.to, count: Number(row.count) }));
    },
  };
}

function segmentationOf({ release }: Context, id: string): SegmentationModel {
  const segmentation = release.model.segmentations.get(id);
  if (!segmentation) throw new TenonError('not-found', `There is no segmentation '${id}'`);
  return segmentation;
}

function missing(entity: string): never {
  throw new Error(`The model has no entity ${entity}`);
}
