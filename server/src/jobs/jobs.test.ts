import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/index.ts';
import type { Jobs } from './definition.ts';
import { createJobs } from './jobs.ts';

interface Note {
  readonly text: string;
}
const parseNote = (data: unknown): Note => {
  if (typeof data === 'object' && data !== null && 'text' in data && typeof data.text === 'string') {
    return { text: data.text };
  }
  throw new TypeError('not a note');
};

async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('Waited too long');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('jobs', () => {
  let database: TestDatabase;
  const running: Jobs[] = [];
  const jobsOf = (options: { retries?: number; handler: (note: Note) => Promise<void> }): Jobs => {
    const jobs = createJobs({ db: database.db, pollSeconds: 0.5 });
    jobs.define({
      id: 'note',
      parse: parseNote,
      retries: options.retries,
      handler: ({ data }) => options.handler(data),
    });
    running.push(jobs);
    return jobs;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    for (const jobs of running.splice(0)) await jobs.stop({ timeoutMs: 2_000 });
    await database.db.query(sql`delete from jobs.job`);
  });
  afterAll(() => database.drop());

  it('adds a job with the transaction or not at all', async () => {
    const seen: string[] = [];
    const jobs = jobsOf({ handler: async ({ text }) => void seen.push(text) });
    await jobs.start();
    await expect(
      database.db.transaction(async (tx) => {
        await jobs.enqueue('note', { text: 'undone' }, { tx });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await database.db.transaction((tx) => jobs.enqueue('note', { text: 'kept' }, { tx }));
    await until(() => seen.length > 0);
    expect(seen).toEqual(['kept']);
  });

  it('keeps one waiting job for a key', async () => {
    const jobs = jobsOf({ handler: async () => {} });
    await jobs.start({ work: false });
    expect(await jobs.enqueue('note', { text: 'a' }, { key: 'k' })).not.toBeNull();
    expect(await jobs.enqueue('note', { text: 'b' }, { key: 'k' })).toBeNull();
    expect(await jobs.enqueue('note', { text: 'c' })).not.toBeNull();
    expect(await jobs.enqueue('note', { text: 'd' })).not.toBeNull();
  });

  it('[C7] several workers do each job once', async () => {
    const count = 120;
    const seen = new Map<string, number>();
    const handler = async ({ text }: Note) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
      seen.set(text, (seen.get(text) ?? 0) + 1);
    };
    const workers = [jobsOf({ handler }), jobsOf({ handler }), jobsOf({ handler })];
    for (const worker of workers) await worker.start();
    await database.db.transaction(async (tx) => {
      for (let i = 0; i < count; i++) await workers[0]?.enqueue('note', { text: `n${i}` }, { tx });
    });
    await until(() => seen.size === count, 60_000);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
  }, 90_000);

  it('keeps what failed for good among the dead letters, and replays it', async () => {
    let broken = true;
    const seen: string[] = [];
    const jobs = jobsOf({
      retries: 0,
      handler: async ({ text }) => {
        if (broken) throw new Error('the receiver is away');
        seen.push(text);
      },
    });
    await jobs.start();
    await jobs.enqueue('note', { text: 'precious' });
    await until(async () => (await jobs.deadLetters()).length === 1);
    const [letter] = await jobs.deadLetters();
    expect(letter).toMatchObject({ job: 'note', data: { text: 'precious' }, error: 'the receiver is away' });
    broken = false;
    expect(await jobs.replay(letter?.id ?? '')).toBe(true);
    await until(() => seen.length === 1);
    expect(await jobs.deadLetters()).toEqual([]);
  }, 60_000);

  it('[F3] a worker that lost its job is refused by the fence', async () => {
    const jobs = createJobs({ db: database.db, pollSeconds: 0.5 });
    running.push(jobs);
    const outcomes: string[] = [];
    jobs.define({
      id: 'fenced',
      parse: parseNote,
      handler: async (attempt) => {
        if (attempt.attempt === 1) {
          // What the supervisor does when a worker gives no sign of life.
          await database.db.query(
            sql`update jobs.job set state = 'active', retry_count = retry_count + 1 where name = 'fenced'`,
          );
        }
        await database.db
          .transaction((tx) => attempt.fence(tx))
          .then(
            () => outcomes.push('written'),
            (error: { code?: string }) => outcomes.push(error.code ?? 'error'),
          );
      },
    });
    await jobs.start();
    await jobs.enqueue('fenced', { text: 'x' });
    await until(() => outcomes.length === 1);
    expect(outcomes).toEqual(['state-conflict']);
  });

  it('[T3] schedules keep their time zone and catch up once', async () => {
    const jobs = jobsOf({ handler: async () => {} });
    await jobs.start({ work: false });
    await jobs.schedule('note', '0 8 * * 1-5', 'America/New_York', { text: 'morning' }, 'rule-a');
    await jobs.schedule('note', '30 8 * * 1-5', 'America/New_York', { text: 'morning' }, 'rule-a');
    expect(await jobs.schedules('note')).toEqual([
      {
        job: 'note',
        key: 'rule-a',
        cron: '30 8 * * 1-5',
        timeZone: 'America/New_York',
        data: { text: 'morning' },
      },
    ]);
    const rows = await database.db.query<{ options: { missed: string } }>(
      sql`select options from jobs.schedule`,
    );
    expect(rows[0]?.options.missed).toBe('once');
    await jobs.unschedule('note', 'rule-a');
    expect(await jobs.schedules('note')).toEqual([]);
  });
});
