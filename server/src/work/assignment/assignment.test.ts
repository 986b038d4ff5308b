import { afterEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { type Company, openCompany } from '../testing/company.ts';

let company: Company;
afterEach(() => company?.close());

interface TaskFigures {
  readonly operator: string;
  readonly tasks: string;
}
const tasksOf = async (): Promise<ReadonlyMap<string, number>> => {
  const rows = await company.db.query<TaskFigures>(
    sql`select operator, count(*) as tasks from tenon.tasks where operator is not null group by operator`,
  );
  return new Map(rows.map(({ operator, tasks }) => [operator, Number(tasks)]));
};
const idOf = (agent: () => { viewer: { id: string | null } }): string => agent().viewer.id ?? '';

describe('assignment', () => {
  it('gives records to the operators that match them, with a decision for each', async () => {
    company = await openCompany();
    const eva = await company.agent('Eva', { region: 'east', capacity: 10 });
    const eli = await company.agent('Eli', { region: 'east', capacity: 10 });
    const wes = await company.agent('Wes', { region: 'west', capacity: 10 });
    for (let i = 0; i < 4; i++) await company.deal({ region: 'east', value: String(i) });
    await company.deal({ region: 'west' });
    await company.deal({ region: 'west', stage: 'won' });
    const result = await company.work.assignment.run(company.manager(), 'give_deals');
    expect(result).toMatchObject({ recalled: 5, assigned: 5, waiting: 0, reasons: [] });
    expect(await tasksOf()).toEqual(
      new Map([
        [idOf(eva), 2],
        [idOf(eli), 2],
        [idOf(wes), 1],
      ]),
    );
    const decisions = await company.db.query(sql`select * from tenon.decisions where kind = 'assignment'`);
    expect(decisions).toHaveLength(5);
    expect(decisions[0]).toMatchObject({ rule: 'give_deals', release: 1, run: result.run, candidates: 2 });
  });
});
