import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { TaskBody } from '@tenon/model';
import type { Context } from '../../context.ts';
import { newId } from '../../ids.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { lapseTasks } from './lapse.ts';

let company: Company;
let eva: () => Context;
let eli: () => Context;
beforeEach(async () => {
  company = await openCompany();
  await company.work.catchUp();
  eva = await company.agent('Eva', { region: 'east', capacity: 100 });
  eli = await company.agent('Eli', { region: 'west', capacity: 100 });
});
afterEach(() => company?.close());

const day = 86_400_000;
const idOf = (agent: () => Context): string => agent().viewer.id ?? '';
const assign = () => company.work.assignment.run(company.manager(), 'give_deals');
const mine = async (who: () => Context) => (await company.work.tasks.list(who(), {})).items;
const first = async (who: () => Context): Promise<TaskBody> => {
  const [task] = await mine(who);
  if (!task) throw new Error('There is no task');
  return task;
};
const events = (task: string) =>
  company.db.query(
    sql`select action, from_state, to_state from tenon.task_events where task = ${sql.value(task, 'uuid')} order by id`,
  );
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: { code?: string }) => error.code,
  );

describe('the work list', () => {
  it('[TK1] shows mine by priority, then due time, in pages, with counts', async () => {
    const values = ['30', '900', '30', '600', '3'];
    for (const value of values) await company.deal({ value });
    await company.deal({ region: 'west' });
    await assign();
    const pages: TaskBody[] = [];
    let after: string | undefined;
    do {
      const page = await company.work.tasks.list(eva(), {
        limit: 2,
        ...(after === undefined ? {} : { after }),
      });
      expect(page.count).toEqual({ open: 5, overdue: 0, completedToday: 0 });
      pages.push(...page.items);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(pages.map(({ priority }) => priority)).toEqual(['310', '210', '20', '20', '11']);
    expect(new Set(pages.map(({ id }) => id)).size).toBe(5);
    expect(pages[0]).toMatchObject({ hot: true, title: 'Deal 2', subtitle: 'open · 900', overdue: false });
    expect(pages[0]?.priorityParts).toEqual([
      { id: 'value', label: { en: 'Value', 'zh-CN': '金额' }, score: '300' },
      { id: 'base', label: 'Base', score: '10' },
    ]);
    company.clock.advance(4 * day);
    expect((await company.work.tasks.list(eva(), {})).count).toMatchObject({ open: 5, overdue: 5 });
    expect(await refusal(company.work.tasks.list(eva(), { after: 'bm8' }))).toBe('invalid-cursor');
  });

  it('[TK3] keeps priority up to date as data changes', async () => {
    const deal = await company.deal({ value: '3' });
    await assign();
    await company.records.update(company.system(), 'deal', deal, { value: '300' }, { version: 'any' });
    await company.work.catchUp();
    expect(await first(eva)).toMatchObject({ priority: '110', hot: false });
  });

  it('[AS6] shows a task only while its record may be read, and cancels it when the record is deleted', async () => {
    const own = await company.agent('Own', { region: 'east' }, ['owning_agent']);
    const deal = await company.deal({ owner: idOf(own) });
    await company.db.query(sql`delete from tenon.user_roles where user_id = ${sql.value(idOf(eva), 'uuid')}`);
    await assign();
    const task = await first(own);
    await company.records.update(company.system(), 'deal', deal, { owner: null }, { version: 'any' });
    expect(await mine(own)).toEqual([]);
    expect(await refusal(company.work.tasks.workbench(own(), task.id))).toBe('not-found');
    expect(await refusal(company.work.tasks.open(own(), task.id))).toBe('not-found');
    const states = () => company.db.query(sql`select state from tenon.tasks`);
    await company.records.delete(company.system(), 'deal', deal, { version: 'any' });
    // Deleted and back again before anybody followed.
    await company.records.restore(company.system(), 'deal', deal);
    await company.work.catchUp();
    expect(await states()).toEqual([{ state: 'open' }]);
    await company.records.delete(company.system(), 'deal', deal, { version: 'any' });
    await company.work.catchUp();
    expect(await states()).toEqual([{ state: 'cancelled' }]);
  });

  it('hides what does not exist for the viewer: others see neither the task nor whether it is there', async () => {
    await company.deal();
    await assign();
    const task = await first(eva);
    expect(await refusal(company.work.tasks.workbench(eli(), task.id))).toBe('not-found');
    expect(await refusal(company.work.tasks.workbench(eli(), newId()))).toBe('not-found');
    expect((await company.work.tasks.workbench(company.manager(), task.id)).task.id).toBe(task.id);
  });
});

describe('a task', () => {
  it('[TK2] opens as a workbench with facts, record and segments', async () => {
    const account = await company.records.create(company.system(), 'account', { name: 'Acme', vip: true });
    await company.deal({ account: account.id, value: '7' });
    await company.work.catchUp();
    await assign();
    const bench = await company.work.tasks.workbench(eva(), (await first(eva)).id);
    expect(bench.facts).toMatchObject({ account: account.id, stage: 'open', value: '7' });
    expect(bench.facts.$titles).toMatchObject({ account: 'Acme' });
    expect(bench.segments).toMatchObject([{ segmentation: 'deal_state', segment: 'of_vip' }]);
    expect(bench.outcomes).toEqual(['won', 'later', 'not_mine']);
  });

  it('[TK4] [TK6] [TK7] completes with values and effects, and leaves a contact and its events', async () => {
    const deal = await company.deal({ value: '7' });
    await assign();
    const task = await first(eva);
    const opened = await company.work.tasks.open(eva(), task.id);
    expect(await company.work.tasks.open(eva(), task.id)).toEqual(opened);
    const done = await company.work.tasks.complete(eva(), task.id, {
      outcome: 'won',
      values: { value: '120.5' },
      note: ' Signed. ',
      version: opened.version,
      seconds: 90,
    });
    expect(done).toMatchObject({ state: 'completed', version: 3 });
    expect(await company.records.read(eva(), 'deal', deal)).toMatchObject({ stage: 'won', value: '120.5' });
    const history = await company.records.history(company.manager(), 'deal', deal);
    expect(history.items[0]).toMatchObject({ source: 'task', by: { id: idOf(eva) } });
    expect(await events(task.id)).toEqual([
      { action: 'open', from_state: 'open', to_state: 'in_progress' },
      { action: 'complete', from_state: 'in_progress', to_state: 'completed' },
    ]);
    const contacts = await company.db.query(sql`select outcome, note, seconds, by_id from tenon.touchpoints`);
    expect(contacts).toEqual([{ outcome: 'won', note: 'Signed.', seconds: 90, by_id: idOf(eva) }]);
    expect(await mine(eva)).toEqual([]);
    expect(await company.work.tasks.myResults(eva())).toMatchObject({
      today: { given: 1, completed: 1, lapsed: 0 },
      days30: { completed: 1, meanSeconds: 90 },
      byOutcome: [{ outcome: 'won', count: 1 }],
    });
  });

  it('[TK7] is harmless when retried with its key, and guards the version without one', async () => {
    await company.deal();
    await assign();
    const task = await first(eva);
    const completion = { outcome: 'won', values: { value: '1' }, version: task.version, key: 'retry-1' };
    const done = await company.work.tasks.complete(eva(), task.id, completion);
    expect(await company.work.tasks.complete(eva(), task.id, completion)).toEqual(done);
    expect(await refusal(company.work.tasks.complete(eva(), task.id, { ...completion, key: 'other' }))).toBe(
      'version-conflict',
    );
    const again = { ...completion, key: 'other', version: done.version };
    expect(await refusal(company.work.tasks.complete(eva(), task.id, again))).toBe('state-conflict');
    const contacts = await company.db.query(sql`select count(*) as n from tenon.touchpoints`);
    expect(contacts).toEqual([{ n: '1' }]);
  });

  it('[TK7] is completed once, however many try at the same time', async () => {
    await company.deal();
    await assign();
    const task = await first(eva);
    const attempts = Array.from({ length: 6 }, (_, index) =>
      company.work.tasks.complete(eva(), task.id, {
        outcome: 'later',
        note: `n${index}`,
        version: task.version,
        key: `k${index}`,
      }),
    );
    const settled = await Promise.allSettled(attempts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await company.db.query(sql`select count(*) as n from tenon.touchpoints`)).toEqual([{ n: '1' }]);
  });

  it('[TK4] refuses a completion that is wrong, and changes nothing', async () => {
    const deal = await company.deal({ value: '7' });
    await assign();
    const task = await first(eva);
    const tables = async () => [
      await company.db.query(sql`select * from tenon.tasks`),
      await company.db.query(sql`select * from tenon.task_events`),
      await company.db.query(sql`select * from tenon.touchpoints`),
      await company.db.query(sql`select * from records.deal`),
    ];
    const before = await tables();
    const complete = (completion: object) =>
      refusal(
        company.work.tasks.complete(eva(), task.id, { version: task.version, outcome: 'won', ...completion }),
      );
    expect(await complete({ outcome: 'nothing' })).toBe('invalid-values');
    expect(await complete({})).toBe('invalid-values');
    expect(await complete({ values: { value: 'much' } })).toBe('invalid-values');
    expect(await complete({ values: { value: '1', region: 'west' } })).toBe('invalid-values');
    expect(await complete({ outcome: 'later' })).toBe('invalid-values');
    expect(await complete({ values: { value: '1' }, seconds: -1 })).toBe('invalid-values');
    expect(await refusal(company.work.tasks.complete(eli(), task.id, { outcome: 'won', version: 1 }))).toBe(
      'not-found',
    );
    expect(await tables()).toEqual(before);
    expect((await company.records.read(eva(), 'deal', deal)).stage).toBe('open');
  });

  it('[TK4] plans a follow-up that shows when its time comes', async () => {
    await company.deal();
    await assign();
    const task = await first(eva);
    await company.work.tasks.complete(eva(), task.id, {
      outcome: 'later',
      note: 'busy',
      version: task.version,
    });
    expect(await mine(eva)).toEqual([]);
    expect(await assign()).toMatchObject({ recalled: 0 });
    company.clock.advance(2 * day + 1_000);
    const next = await first(eva);
    expect(next.id).not.toBe(task.id);
    const why = await company.work.tasks.why(eva(), next.id);
    expect(why.sentences[0]).toMatch(/follow-up/);
  });

  it('[TK4] [QU5] releases a record: no owner, and a task in the queue', async () => {
    const deal = await company.deal({ owner: idOf(eva) });
    await assign();
    const task = await first(eva);
    await company.work.tasks.complete(eva(), task.id, { outcome: 'not_mine', version: task.version });
    expect((await company.records.read(company.manager(), 'deal', deal)).owner).toBeNull();
    const queue = await company.work.tasks.list(eva(), { scope: 'queue:pool' });
    expect(queue.items).toMatchObject([{ record: deal, operator: null, queue: 'pool' }]);
    const decisions = await company.db.query(
      sql`select reason, by_id from tenon.decisions where kind = 'ownership'`,
    );
    expect(decisions).toContainEqual({ reason: 'task', by_id: idOf(eva) });
  });

  it('can be snoozed, handed over, returned and cancelled, each by who may', async () => {
    for (let i = 0; i < 4; i++) await company.deal();
    await assign();
    const [a, b, c, d] = await mine(eva);
    const version = 1;
    const { tasks } = company.work;
    const until = new Date(Date.now() + day).toISOString();
    await tasks.snooze(eva(), a?.id ?? '', { until, version });
    expect(await refusal(tasks.snooze(eva(), b?.id ?? '', { until: '2001-01-01T00:00:00Z', version }))).toBe(
      'invalid-values',
    );
    await tasks.handOver(eva(), b?.id ?? '', { to: idOf(eli), version, note: 'Yours' });
    expect(await refusal(tasks.handOver(eva(), c?.id ?? '', { to: newId(), version }))).toBe(
      'invalid-values',
    );
    expect(await refusal(tasks.handOver(eva(), c?.id ?? '', { to: idOf(company.manager), version }))).toBe(
      'invalid-values',
    );
    await tasks.return(eva(), c?.id ?? '', { version, note: 'No time' });
    expect(await refusal(tasks.cancel(eva(), d?.id ?? '', { version }))).toBe('not-allowed');
    await tasks.cancel(company.manager(), d?.id ?? '', { version });
    expect(await mine(eva)).toEqual([]);
    expect(await mine(eli)).toMatchObject([{ id: b?.id }]);
    expect((await tasks.why(eli(), b?.id ?? '')).sentences[0]).toMatch(/^Eva handed this over to Eli/);
    expect((await tasks.list(eva(), { scope: 'queue:pool' })).items).toMatchObject([{ record: c?.record }]);
    company.clock.advance(day);
    expect(await mine(eva)).toMatchObject([{ id: a?.id }]);
  });

  it('[AS9] warns, lapses, and goes where its rule says', async () => {
    const deal = await company.deal();
    await assign();
    const task = await first(eva);
    expect(await lapseTasks(company.system())).toMatchObject({ warned: 0, lapsed: 0 });
    company.clock.advance(4 * day + 1_000);
    expect(await lapseTasks(company.system())).toMatchObject({ warned: 1, lapsed: 0 });
    expect(await lapseTasks(company.system())).toMatchObject({ warned: 0, lapsed: 0 });
    company.clock.advance(day);
    expect(await lapseTasks(company.system())).toMatchObject({ warned: 0, lapsed: 1 });
    expect(await events(task.id)).toEqual([
      { action: 'warn', from_state: 'open', to_state: 'open' },
      { action: 'lapse', from_state: 'open', to_state: 'lapsed' },
    ]);
    expect((await company.work.tasks.list(eva(), { scope: 'queue:pool' })).items).toMatchObject([
      { record: deal },
    ]);
    expect(await company.work.tasks.myResults(eva())).toMatchObject({ days30: { given: 1, lapsed: 1 } });
  });

  it('[AS11] tells why it is whose it is, in the language of the reader', async () => {
    await company.agent('Ebba', { region: 'east', capacity: 100 });
    await company.deal({ value: '30' });
    await assign();
    const [task] = (await company.work.tasks.list(company.manager(), { scope: 'team' })).items;
    const english = await company.work.tasks.why(company.manager(), task?.id ?? '');
    expect(english.sentences).toEqual([
      expect.stringMatching(/^The rule “Give deals” gave this to (Eva|Ebba) on .* in release 1\.$/),
      '2 people could have taken it.',
      'Among them “Round robin” decided.',
      'Somebody else stood equally well; a fixed order decided.',
      'Left out: 1 who do not match the record, 1 without a role to work tasks.',
      'Its priority is 20: Base 10, Value 10.',
    ]);
    expect(english.decision).toMatchObject({ candidates: 2, operator: task?.operator?.id });
    const reader = company.manager();
    const chinese = { ...reader, viewer: { ...reader.viewer, language: 'zh-CN' as const } };
    const told = await company.work.tasks.why(chinese, task?.id ?? '');
    expect(told.sentences[1]).toBe('当时有 2 人可以接手。');
    expect(told.sentences).toHaveLength(6);
  });
});

describe('queues', () => {
  const returnAll = async () => {
    for (const task of await mine(eva))
      await company.work.tasks.return(eva(), task.id, { version: task.version });
  };

  it('[QU2] gives tasks to members within limits, each to one', async () => {
    for (let i = 0; i < 8; i++) await company.deal();
    await assign();
    await returnAll();
    const outsider = await company.agent('Outsider', {});
    expect(await refusal(company.work.queues.claimNext(outsider(), 'pool'))).toBe('not-allowed');
    const claimed = await Promise.all(
      [eva, eli, eva, eli].map((who) => company.work.queues.claimNext(who(), 'pool')),
    );
    expect(new Set(claimed.map((task) => task?.id)).size).toBe(4);
    await company.work.queues.claimNext(eva(), 'pool');
    expect(await refusal(company.work.queues.claimNext(eva(), 'pool'))).toBe('limit-reached');
    const held = await first(eva);
    await company.work.tasks.complete(eva(), held.id, {
      outcome: 'won',
      values: { value: '1' },
      version: held.version,
    });
    await company.work.queues.claimNext(eva(), 'pool');
    const next = await first(eva);
    await company.work.tasks.complete(eva(), next.id, {
      outcome: 'won',
      values: { value: '1' },
      version: next.version,
    });
    // Holding two, but claimed four times today.
    expect(await refusal(company.work.queues.claimNext(eva(), 'pool'))).toBe('limit-reached');
    company.clock.advance(day);
    expect(await company.work.queues.claimNext(eva(), 'pool')).toMatchObject({ operator: { id: idOf(eva) } });
    const why = await company.work.tasks.why(eli(), claimed[1]?.id ?? '');
    expect(why.sentences[0]).toMatch(/^Eli took this from the queue “Pool”/);
  });

  it('turns a record that waits into a task of who claims it', async () => {
    await company.db.query(sql`delete from tenon.user_roles where user_id = ${sql.value(idOf(eva), 'uuid')}`);
    const deal = await company.deal();
    expect(await assign()).toMatchObject({ waiting: 1 });
    expect(await company.work.queues.list(eli())).toMatchObject([{ id: 'pool', waiting: 1, canClaim: true }]);
    const task = await company.work.queues.claimNext(eli(), 'pool', { key: 'once' });
    expect(task).toMatchObject({ record: deal, operator: { id: idOf(eli) } });
    expect(await company.work.queues.claimNext(eli(), 'pool', { key: 'other' })).toBeUndefined();
    expect(await company.work.queues.list(eli())).toMatchObject([{ waiting: 0 }]);
  });
});
