import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { type Company, openCompany } from './testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany({
    rule: { frequency: { schedule: '0 8 * * 1-5', timeZone: 'America/New_York' } },
  });
  await company.records.create(company.system(), 'account', { name: 'Before the start' });
  await company.jobs.start();
  await company.work.start();
}, 60_000);
afterAll(() => company?.close());

const segmentOf = async (id: string) => {
  const [row] = await company.db.query<{ segment: string }>(
    sql`select segment from segments.account_state where record_id = ${sql.value(id, 'uuid')}`,
  );
  return row?.segment;
};

async function until(condition: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  for (const end = Date.now() + timeoutMs; !(await condition()); ) {
    if (Date.now() > end) throw new Error(`It did not happen within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('in the background', () => {
  it('[SG10] computes what was there before the start', async () => {
    const count = async () => (await company.db.query(sql`select from segments.account_state`)).length;
    await until(async () => (await count()) === 1, 20_000);
    await until(async () => {
      const states = await company.db.query(
        sql`select segmentation from tenon.segmentation_states order by 1`,
      );
      return states.length === 2;
    }, 20_000);
  });

  it('[SG5] shows a change of a related record within 5 seconds', async () => {
    const account = await company.records.create(company.system(), 'account', { name: 'Acme' });
    await company.deal({ account: account.id });
    await until(async () => (await segmentOf(account.id)) === 'busy', 5_000);
  });

  it('[AS8] [T3] keeps a schedule for each rule in its time zone, missed times caught up once', async () => {
    expect(await company.jobs.schedules('assignment-run')).toEqual([
      {
        job: 'assignment-run',
        key: 'give_deals',
        cron: '0 8 * * 1-5',
        timeZone: 'America/New_York',
        data: { rule: 'give_deals' },
      },
    ]);
    const missed = await company.db.query(
      sql`select distinct options->>'missed' as missed from jobs.schedule where name = 'assignment-run'`,
    );
    expect(missed).toEqual([{ missed: 'once' }]);
  });

  it('[AS8] [AS10] runs a rule by its job, once for each due time', async () => {
    await company.agent('Eva', { region: 'east' });
    const deal = await company.deal();
    await company.jobs.enqueue('assignment-run', { rule: 'give_deals' });
    await until(async () => {
      const tasks = await company.db.query(
        sql`select from tenon.tasks where record_id = ${sql.value(deal, 'uuid')} and operator is not null`,
      );
      return tasks.length === 1;
    }, 20_000);
    const runs = await company.db.query<{ slot: string }>(sql`select slot from tenon.runs`);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.slot).toMatch(/^job:/);
  });
});
