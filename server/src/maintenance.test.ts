import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { createTestDatabase, type TestDatabase } from '../../tests/support/index.ts';
import { createSessions } from './identity/sessions.ts';
import { createJobs, type Jobs } from './jobs/index.ts';
import { defineMaintenance } from './maintenance.ts';
import { migrateSystem } from './system/migrate.ts';

describe('maintenance', () => {
  let database: TestDatabase;
  let jobs: Jobs;
  beforeAll(async () => {
    database = await createTestDatabase();
    await migrateSystem(database.db.knex());
    jobs = createJobs({ db: database.db });
    defineMaintenance({ db: database.db, jobs, now: () => new Date().toISOString() });
    await jobs.start();
  });
  afterAll(async () => {
    await jobs.stop();
    await database.drop();
  });

  it('removes sessions and attempts whose time is over, and no others', async () => {
    const { db } = database;
    const sessions = createSessions(db);
    const user = '01a20000-0000-7000-8000-000000000001';
    const from = { address: '127.0.0.1', agent: 'test' };
    const living = await sessions.start(user, from);
    await sessions.start(user, from);
    await db.query(sql`
      update tenon.sessions set expires_at = now() - interval '1 minute'
      where csrf <> ${living.csrf}`);
    await db.query(sql`
      insert into tenon.attempts (key, at) values ('old', now() - interval '2 hours'), ('new', now())`);
    await jobs.enqueue('maintenance', {});
    const left = async () => ({
      sessions: (await db.query(sql`select csrf from tenon.sessions`)).length,
      attempts: (await db.query<{ key: string }>(sql`select key from tenon.attempts`)).map(({ key }) => key),
    });
    for (let wait = 0; wait < 100 && (await left()).attempts.length > 1; wait++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await left()).toEqual({ sessions: 1, attempts: ['new'] });
    expect((await sessions.find(living.secret))?.userId).toBe(user);
  });
});
