/**
 * What has to be cleared away now and then: retired columns past their time, files that nothing keeps, sign-in data that
 * means nothing any more.
 */
import { sql } from '@tenon/expressions';
import { DateTime } from 'luxon';
import type { Database } from './database/index.ts';
import { clearFiles } from './files/index.ts';
import { sessionLife } from './identity/sessions.ts';
import type { Jobs } from './jobs/index.ts';
import { clearImports } from './records/index.ts';
import { keptForDays, purgeRetired } from './tables/index.ts';

const job = 'maintenance';

export interface MaintenanceDependencies {
  readonly db: Database;
  readonly jobs: Jobs;
  /** ISO 8601 in UTC. */
  readonly now: () => string;
}

/** Must be called before the jobs start. */
export function defineMaintenance({ db, jobs, now }: MaintenanceDependencies): void {
  jobs.define({
    id: job,
    parse: () => ({}),
    handler: async () => {
      const before = DateTime.fromISO(now(), { zone: 'utc' }).minus({ days: keptForDays }).toISO();
      if (before !== null) await purgeRetired(db, { before });
      await db.query(sql`
        delete from tenon.sessions
        where expires_at < now() or seen_at < now() - make_interval(days => ${sessionLife.idleDays})`);
      await db.query(sql`delete from tenon.attempts where at < now() - interval '1 hour'`);
      await clearImports(db, now());
      await clearFiles(db, now());
      await db.query(sql`delete from tenon.first_links where expires_at < now()`);
    },
    // The next night does what this one could not.
    retries: 2,
    deadLetter: false,
  });
}

/** Every night in the organisation's time zone. */
export async function scheduleMaintenance(jobs: Jobs, timeZone: string): Promise<void> {
  await jobs.schedule(job, '30 3 * * *', timeZone, {}, 'nightly');
}
