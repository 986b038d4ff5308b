/** Since when records are in their stage that were there before the stages were: told by the log. */
import { sql } from '@tenon/expressions';
import type { Queryable } from '../../database/index.ts';
import type { Jobs } from '../../jobs/index.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import type { LiveRelease } from '../../releases/live.ts';

const job = 'stage-times';
const atOnce = 5_000;

export interface SinceDependencies {
  readonly db: Queryable;
  readonly jobs: Jobs;
  readonly release: () => LiveRelease;
}

/** Must be called before the jobs start. */
export function defineSince({ db, jobs, release }: SinceDependencies): void {
  jobs.define({
    id: job,
    parse: () => ({}),
    handler: async ({ signal }) => {
      await fillSince(db, release(), signal);
    },
    retries: 5,
  });
}

/** After a start and each publish; one run at a time. */
export async function enqueueSince(jobs: Jobs): Promise<void> {
  await jobs.enqueue(job, {}, { key: job });
}

/**
 * Fills what is empty, some records at a time. Neither version nor history of the records tells of it, as nobody wrote
 * them. How many it were.
 */
export async function fillSince(db: Queryable, release: LiveRelease, signal?: AbortSignal): Promise<number> {
  let filled = 0;
  for (const { id, constraints } of release.model.entities.values()) {
    const { stages } = constraints;
    if (!stages) continue;
    const { table } = physicalEntity(release, id);
    const [field, since] = [sql.id(stages.field.id), sql.id(stages.since.id)];
    for (let last = atOnce; last === atOnce && signal?.aborted !== true; filled += last) {
      const rows = await db.query(sql`
        with waiting as (
          select r.id from ${table} r where r.${since} is null and r.${field} is not null
          limit ${sql.value(atOnce, 'bigint')} for no key update skip locked
        )
        update ${table} u set ${since} = coalesce(
          (select max(c.at) from tenon.changes c
           where c.entity = ${sql.value(id, 'text')} and c.record_id = u.id and c.changes ? ${sql.value(stages.field.id, 'text')}),
          u.created_at)
        from waiting where u.id = waiting.id returning u.id`);
      last = rows.length;
    }
  }
  return filled;
}
