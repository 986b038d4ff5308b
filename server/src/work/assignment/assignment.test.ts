import { afterEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { type Company, fillDeals, openCompany } from '../testing/company.ts';

let company: Company;
afterEach(() => company?.close());

const tasksOf = async (): Promise<ReadonlyMap<string, number>> => {
  const rows = await company.db.query<{ operator: string; tasks: string }>(
    sql`select operator, count(*) as tasks from tenon.tasks where operator is not null group by operator`,
  );
  return new Map(rows.map(({ operator, tasks }) => [operator, Number(tasks)]));
};
const assignments = () =>
  company.db.query(
    sql`select record_id, operator from tenon.tasks where operator is not null order by record_id`,
  );
const idOf = (agent: () => { viewer: { id: string | null } }): string => agent().viewer.id ?? '';
const run = (options?: { seed?: string; slot?: string }) =>
  company.work.assignment.run(company.manager(), 'give_deals', options);
const day = 86_400_000;

describe('assignment', () => {
  it('gives records to the operators that match them, with a decision for each', async () => {
    company = await openCompany();
    const eva = await company.agent('Eva', { region: 'east', capacity: 10 });
    const eli = await company.agent('Eli', { region: 'east', capacity: 10 });
    const wes = await company.agent('Wes', { region: 'west', capacity: 10 });
    for (let i = 0; i < 4; i++) await company.deal({ region: 'east', value: String(i) });
    await company.deal({ region: 'west' });
    await company.deal({ region: 'west', stage: 'won' });
    const result = await run();
    expect(result).toMatchObject({ recalled: 5, assigned: 5, waiting: 0, reasons: [] });
    expect(await tasksOf()).toEqual(
      new Map([
        [idOf(eva), 2],
        [idOf(eli), 2],
        [idOf(wes), 1],
      ]),
    );
    const decisions = await company.db.query(
      sql`select * from tenon.decisions where kind = 'assignment' order by id`,
    );
    expect(decisions).toHaveLength(5);
    expect(decisions[0]).toMatchObject({
      rule: 'give_deals',
      release: 1,
      run: result.run,
      candidates: 2,
      excluded: { 'no-right': 1, pair: 1 },
    });
  });

  const able = { '>=': [{ coalesce: [{ var: 'operator.capacity' }, 0] }, { var: 'value' }] };
  const known = { exists: ['account.deals', { '==': [{ var: 'owner' }, { var: 'operator.id' }] }] };
  it.each([
    ['that can not be split', { or: [able, known] }, 2],
    ['over many values', able, 1],
  ])('[AS2] a pair condition %s gives what it says', async (_name, pair, candidates) => {
    company = await openCompany({ rule: { match: { ...matchOf(), pair, capacity: 5_000 } } });
    const small = await company.agent('Small', { region: 'east', capacity: 1_000 });
    const large = await company.agent('Large', { region: 'east', capacity: 3_000 });
    const account = await company.records.create(company.system(), 'account', { name: 'Acme' });
    await company.deal({ account: account.id, owner: idOf(small), value: '0', stage: 'won' });
    const friend = await company.deal({ account: account.id, value: '2999' });
    await company.db.query(sql`
      insert into records.deal (id, created_at, updated_at, version, name, stage, region, value)
      select gen_random_uuid(), now(), now(), 1, 'Deal ' || n, 'open', 'east', n from generate_series(1, 3000) n`);
    expect(await run()).toMatchObject({ recalled: 3_001, assigned: 3_001 });
    const [wrong] = await company.db.query<{ wrong: string; friends: string }>(sql`
      select count(*) filter (where d.value > 1000 and t.operator <> ${sql.value(idOf(large), 'uuid')}
          and d.id <> ${sql.value(friend, 'uuid')}) as wrong from tenon.tasks t join records.deal d on d.id = t.record_id`);
    expect(wrong).toEqual({ wrong: '0' });
    const [decision] = await company.db.query(
      sql`select candidates from tenon.decisions where record_id = ${sql.value(friend, 'uuid')} and kind = 'assignment'`,
    );
    expect(decision).toEqual({ candidates });
  });

  it('[AS1] leaves out records with a live task, and those touched lately', async () => {
    company = await openCompany({
      rule: { recall: { records: { untouchedFor: 'P3D' }, operators: {} } },
    });
    const eva = await company.agent('Eva', { region: 'east' });
    await company.deal();
    expect(await run()).toMatchObject({ recalled: 1, assigned: 1 });
    expect(await run()).toMatchObject({ recalled: 0, assigned: 0 });
    const [task] = (await company.work.tasks.list(eva(), {})).items;
    await company.work.tasks.complete(eva(), task?.id ?? '', {
      outcome: 'won',
      values: { value: '5' },
      version: 1,
    });
    expect(await run()).toMatchObject({ recalled: 0 });
    company.clock.advance(3 * day + 1_000);
    expect(await run()).toMatchObject({ recalled: 1, assigned: 1 });
  });

  it('[AS3] [AS7] fills capacity from open tasks, and tells why the rest waits', async () => {
    company = await openCompany();
    const eva = await company.agent('Eva', { region: 'east', capacity: 2 });
    for (let i = 0; i < 3; i++) await company.deal();
    const west = await company.deal({ region: 'west' });
    const result = await run();
    expect(result).toMatchObject({ recalled: 4, assigned: 2, waiting: 2 });
    expect(new Map(result.reasons.map(({ reason, count }) => [reason, count]))).toEqual(
      new Map([
        ['all-full', 1],
        ['nobody-matches', 1],
      ]),
    );
    expect(result.operators).toMatchObject([{ id: idOf(eva), before: 0, after: 2, capacity: 2 }]);
    const why = await company.work.tasks.whyRecord(company.manager(), 'deal', west);
    expect(why.sentences[0]).toMatch(/Nobody got this by the rule “Give deals”.*nobody matches the record/);
    const chinese = {
      ...company.manager(),
      viewer: { ...company.manager().viewer, language: 'zh-CN' as const },
    };
    const told = await company.work.tasks.whyRecord(chinese, 'deal', west);
    expect(told.sentences[0]).toContain('没有与该记录匹配的人员');
    expect(await company.work.queues.waiting(company.manager(), 'pool')).toMatchObject({
      items: [{ reason: 'all-full' }, { reason: 'nobody-matches' }],
    });
    // Closed work is no load.
    const [task] = (await company.work.tasks.list(eva(), {})).items;
    await company.work.tasks.complete(eva(), task?.id ?? '', {
      outcome: 'won',
      values: { value: '5' },
      version: 1,
    });
    expect(await run()).toMatchObject({ assigned: 1, waiting: 1 });
  });

  it('[AS4] keeps limits per day in the time zone of the organisation', async () => {
    company = await openCompany({ rule: limited({ perDay: 2, perWeek: 3 }) });
    await company.agent('Eva', { region: 'east' });
    for (let i = 0; i < 6; i++) await company.deal();
    expect(await run()).toMatchObject({ assigned: 2, waiting: 4 });
    expect(await run()).toMatchObject({ assigned: 0, reasons: [{ reason: 'all-at-limit', count: 4 }] });
    // Seven days on a new week has begun wherever in the week this runs.
    company.clock.advance(7 * day);
    expect(await run()).toMatchObject({ assigned: 2 });
  });

  it('[AS6] never gives to the inactive, to those without the right, nor what they may not see', async () => {
    company = await openCompany();
    await company.agent('Gone', { region: 'east', active: false });
    await company.agent('Clerk', { region: 'east' }, ['manager']);
    const own = await company.agent('Own', { region: 'east' }, ['owning_agent']);
    await company.deal();
    const mine = await company.deal({ owner: idOf(own) });
    expect(await run()).toMatchObject({
      assigned: 1,
      waiting: 1,
      reasons: [{ reason: 'nobody-may-see', count: 1 }],
    });
    expect(await assignments()).toEqual([{ record_id: mine, operator: idOf(own) }]);
  });

  it('[AS6] takes the tasks from a user who is disabled', async () => {
    company = await openCompany();
    await company.work.catchUp();
    const eva = await company.agent('Eva', { region: 'east' });
    await company.deal();
    await run();
    await company.records.update(company.system(), 'user', idOf(eva), { active: false }, { version: 'any' });
    await company.work.catchUp();
    const tasks = await company.db.query(sql`select state, operator, queue from tenon.tasks order by id`);
    expect(tasks).toEqual([
      { state: 'returned', operator: idOf(eva), queue: null },
      { state: 'open', operator: null, queue: 'pool' },
    ]);
  });

  it('[AS10] a due time that comes twice is one run', async () => {
    company = await openCompany();
    await company.agent('Eva', { region: 'east' });
    await company.deal();
    const first = await run({ slot: 'monday' });
    await company.deal();
    expect(await run({ slot: 'monday' })).toEqual(first);
    expect(await run({ slot: 'tuesday' })).toMatchObject({ assigned: 1 });
  });

  it('[AS10] a run that is cut off leaves nothing, and the next one gives what it would have given', async () => {
    company = await openCompany();
    for (const name of ['A', 'B', 'C']) await company.agent(name, { region: 'east', capacity: 40 });
    await fillDeals(company.db, 200);
    const expected = await company.work.assignment.simulate(company.manager(), 'give_deals');
    const other = await company.process();
    // Held up at its very end, by a lock on the table that it writes last, and killed there.
    await company.db.transaction(async (tx) => {
      await tx.query(sql`lock table tenon.runs in exclusive mode`);
      const cut = other.work.assignment.run(other.context(), 'give_deals').catch(() => 'cut off');
      for (let stopped = 0; stopped === 0; ) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        const rows = await company.db.query(sql`
          select pg_terminate_backend(l.pid) from pg_locks l
          where l.relation = 'tenon.runs'::regclass and not l.granted`);
        stopped = rows.length;
      }
      expect(await cut).toBe('cut off');
    });
    await other.close();
    expect(await assignments()).toEqual([]);
    expect(await company.db.query(sql`select from tenon.decisions`)).toEqual([]);
    const result = await run();
    expect(result.assignments).toEqual(expected.assignments);
    expect(result.operators).toEqual(expected.operators);
  });

  it('[AS12] [AS13] simulation and run agree, run after run, and simulation writes nothing', async () => {
    company = await openCompany({ rule: { match: { ...matchOf(), strategy: 'weighted' } } });
    for (const [index, name] of ['A', 'B', 'C', 'D'].entries()) {
      await company.agent(name, {
        region: index % 2 ? 'east' : 'west',
        capacity: 13 + index,
        weight: String(1 + index),
      });
    }
    await fillDeals(company.db, 90);
    for (const seed of [undefined, 'x']) {
      const simulated = await company.work.assignment.simulate(company.manager(), 'give_deals', { seed });
      expect(await company.work.assignment.simulate(company.manager(), 'give_deals', { seed })).toEqual(
        simulated,
      );
      const before = await company.db.query(sql`select count(*) as n from tenon.tasks`);
      const result = await company.work.assignment.run(company.manager(), 'give_deals', { seed });
      expect({ ...result, run: 'simulation' }).toEqual(simulated);
      expect(before).not.toEqual(await company.db.query(sql`select count(*) as n from tenon.tasks`));
      await company.db.query(sql`update tenon.tasks set state = 'cancelled', closed_at = now() where operator in
        (select operator from tenon.tasks group by operator order by operator limit 2)`);
    }
  });

  it('[C6] [AS10] many runs at once, operators disabled meanwhile: one task each, no limit passed', async () => {
    const recall = { records: { limit: 60, where: { '==': [{ var: 'stage' }, 'open'] } }, operators: {} };
    company = await openCompany({ rule: { recall } });
    const agents: string[] = [];
    for (let i = 0; i < 20; i++) {
      agents.push(idOf(await company.agent(`Agent ${i}`, { region: 'east', capacity: 60 })));
    }
    await fillDeals(company.db, 1_000, ['east']);
    const disabled = [agents[3] ?? '', agents[11] ?? ''];
    const held = async () => {
      const tasks = await tasksOf();
      return disabled.map((id) => tasks.get(id) ?? 0);
    };
    let heldWhenDisabled: readonly number[] = [];
    const disable = async () => {
      while ((await tasksOf()).size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      for (const id of disabled) {
        await company.records.update(company.system(), 'user', id, { active: false }, { version: 'any' });
      }
      heldWhenDisabled = await held();
    };
    const processes = [
      await company.process(),
      await company.process(),
      await company.process(),
      await company.process(),
    ];
    const runs = processes.flatMap(({ work, context }) =>
      Array.from({ length: 5 }, () => work.assignment.run(context(), 'give_deals')),
    );
    await Promise.all([...runs, disable()]);
    for (const each of processes) await each.close();
    const tasks = await tasksOf();
    expect(Math.max(...tasks.values())).toBeLessThanOrEqual(60);
    const [{ records, live } = {}] = await company.db.query<{ records: string; live: string }>(
      sql`select count(distinct record_id) as records, count(*) as live from tenon.tasks`,
    );
    expect({ records, live }).toEqual({ records: '1000', live: '1000' });
    // What was given before stays until the log is followed; after the update nothing more came.
    expect(await held()).toEqual(heldWhenDisabled);
    expect(Math.max(...heldWhenDisabled)).toBeLessThan(50);
    const active = agents.filter((id) => !disabled.includes(id)).map((id) => tasks.get(id) ?? 0);
    expect(Math.max(...active) - Math.min(...active)).toBeLessThanOrEqual(1);
  }, 60_000);

  it('[QU5] takes ownership through the gate, with a decision for each', async () => {
    company = await openCompany({ rule: { match: { ...matchOf(), takeOwnership: true } } });
    const eva = await company.agent('Eva', { region: 'east' });
    const deal = await company.deal();
    await run();
    expect((await company.records.read(company.manager(), 'deal', deal)).owner).toBe(idOf(eva));
    const decisions = await company.db.query(
      sql`select operator, reason, detail from tenon.decisions where kind = 'ownership'`,
    );
    expect(decisions).toEqual([{ operator: idOf(eva), reason: 'assignment', detail: { from: null } }]);
  });

  it('refuses those who do not manage work, and rules that are off', async () => {
    company = await openCompany({ rule: { enabled: false } });
    const eva = await company.agent('Eva', { region: 'east' });
    await expect(company.work.assignment.simulate(eva(), 'give_deals')).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(company.work.assignment.run(eva(), 'give_deals')).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(run()).rejects.toMatchObject({ code: 'state-conflict' });
    expect(await company.work.assignment.simulate(company.manager(), 'give_deals')).toMatchObject({
      recalled: 0,
    });
  });
});

function matchOf() {
  return {
    strategy: 'round-robin',
    pair: { '==': [{ var: 'region' }, { var: 'operator.region' }] },
    capacity: { var: 'capacity' },
    weight: { coalesce: [{ var: 'weight' }, 1] },
  };
}

function limited(limits: object) {
  return { match: { ...matchOf(), limits } };
}
