/**
 * Processes killed in the middle of their work: the old or the new state, whole; started again, the work completes.
 * SEED repeats a run, KILLS says how often each part is killed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssignmentResult, RecordPage, ReleaseBody, TaskBody, TaskPage } from '@tenon/model';
import pg from 'pg';
import { findingsOf } from '../../server/src/cli/doctor.ts';
import { systemContext } from '../../server/src/identity/viewers.ts';
import { openTenon } from '../../server/src/main.ts';
import {
  type Client,
  createTestDatabase,
  fixtureApp,
  fixtureMapping,
  type Running,
  startServer,
  startTenon,
  type TestDatabase,
  tenon,
  testSecretKeys,
  withToken,
} from '../support/index.ts';

const kills = Number(process.env.KILLS ?? 2);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const rows = 9_000;
const open = 1_500;
const documents = fixtureApp('hardware-sales');

let state = seed;
/** The next of a row of numbers from 0 to below `most` that the seed fixes. */
function random(most: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * most);
}

let testDatabase: TestDatabase;
let database: pg.Client;
let folder: string;
let token: string;
const running: Running[] = [];
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'tenon-kill-'));
  const opened = await openTenon({ databaseUrl: testDatabase.url, secretKeys: testSecretKeys });
  try {
    await opened.releases.publish({ documents, base: 0, note: 'Test', by: null });
    const release = opened.releases.current();
    const context = systemContext(opened, release, 'import');
    const make = (entity: string, values: object) => opened.records.create(context, entity, { ...values });
    await make('product', { name: 'GTX Pro', price: '4821' });
    for (const name of ['West', 'East']) {
      const team = await make('team', { name });
      for (let n = 0; n < 4; n++)
        await make('user', { name: `${name} ${n}`, team: team.id, weight: String(n + 1), capacity: 2_000 });
    }
    const admin = await make('user', { name: 'Adam', email: 'adam@example.com' });
    await opened.identity.setRoles(release, admin.id, ['administrator']);
    token = (await opened.identity.sessions.issueToken(admin.id, 'test', 1)).token;
  } finally {
    await opened.close();
  }
  database = new pg.Client({ connectionString: testDatabase.url });
  await database.connect();
}, 60_000);
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
});
afterAll(async () => {
  await database?.end();
  rmSync(folder, { recursive: true, force: true });
  await testDatabase?.drop();
});

async function server(): Promise<{ readonly client: Client; kill(): Promise<void> }> {
  const started = await startServer(testDatabase.url);
  running.push(started);
  return { client: withToken(started.url, token), kill: started.kill };
}

async function figures<Row extends { [name: string]: string }>(query: string): Promise<Row> {
  return (await database.query<Row>(query)).rows[0] as Row;
}

/** What no kill may break. */
async function expectWhole(): Promise<void> {
  const broken = await figures(`select
    (select count(*) from (select from tenon.tasks where state in ('open', 'in_progress')
      group by entity, record_id, task_type having count(*) > 1) twice) as "two live tasks",
    (select count(*) from tenon.tasks t where not exists (select from records.opportunity r where r.id = t.record_id))
      as "tasks of nothing",
    (select count(*) from tenon.runs r where r.assigned <> (select count(*) from tenon.tasks t where t.run = r.id))
      as "runs without their tasks",
    (select count(*) from tenon.runs r where r.assigned <>
      (select count(*) from tenon.decisions d where d.run = r.id and d.kind = 'assignment')) as "runs without decisions",
    (select count(*) from records.opportunity r where r.version <>
      (select count(*) from tenon.changes c where c.entity = 'opportunity' and c.record_id = r.id))
      as "versions without history",
    (select count(*) from (select from tenon.touchpoints where task is not null group by task having count(*) > 1) twice)
      as "two contacts of a task"`);
  expect(Object.entries(broken).filter(([, count]) => count !== '0')).toEqual([]);
  // As `tenon doctor` does, without another process to start.
  const opened = await openTenon({ databaseUrl: testDatabase.url, secretKeys: testSecretKeys });
  try {
    expect(await findingsOf(opened)).toEqual([]);
  } finally {
    await opened.close();
  }
}

/** Waits until a statement finds something. */
async function until(query: string): Promise<void> {
  for (let tries = 0; (await database.query(query)).rowCount === 0; tries++) {
    if (tries > 2_000) throw new Error(`Nothing came of ${query}`);
    await sleep(10);
  }
}

function dealsFile(): string {
  const lines = ['opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value'];
  for (let n = 0; n < rows; n++) {
    const agent = `${n % 2 === 0 ? 'West' : 'East'} ${n % 4}`;
    const stage = n < open ? 'Engaging' : n % 3 === 0 ? 'Lost' : 'Won';
    const closed =
      n < open ? ',' : `2026-02-${String((n % 28) + 1).padStart(2, '0')},${stage === 'Won' ? n : 0}`;
    lines.push(`D${n},${agent},GTXPro,,${stage},2026-01-${String((n % 28) + 1).padStart(2, '0')},${closed}`);
  }
  return `${lines.join('\n')}\n`;
}

describe(`[F1] killed (seed ${seed})`, () => {
  it('[F5] importing: all rows or none, and a file run again makes no duplicates', async () => {
    const file = join(folder, 'deals.csv');
    const map = join(folder, 'deals.json');
    writeFileSync(file, dealsFile());
    writeFileSync(map, JSON.stringify(fixtureMapping('hardware-sales', 'sales-pipeline')));
    const args = ['import', 'opportunity', file, '--map', map];
    for (let round = 0; round < kills; round++) {
      await database.query(`update tenon.imports set state = 'failed' where state = 'running'`);
      const importing = startTenon(testDatabase.url, ...args);
      running.push(importing);
      await until(`select from tenon.imports where state = 'running'`);
      await sleep(random(700));
      await importing.kill();
      await until(`select from (select count(*) from pg_stat_activity where datname = current_database()
        and pid <> pg_backend_pid() and state <> 'idle') busy where count = 0`);
      const found = await figures(`select (select count(*) from records.opportunity) as records,
        (select count(*) from tenon.changes where entity = 'opportunity') as changes`);
      expect([
        { records: '0', changes: '0' },
        { records: String(rows), changes: String(rows) },
      ]).toContainEqual(found);
    }
    const whole = await tenon(testDatabase.url, ...args);
    expect(whole).toMatchObject({ code: 0, said: expect.stringMatching(/^9000 rows: .* 0 in error/) });
    const again = await tenon(testDatabase.url, ...args);
    expect(again).toMatchObject({
      code: 0,
      said: '9000 rows: 0 created, 0 updated, 9000 unchanged, 0 in error.\n',
    });
    await expectWhole();
  }, 90_000);

  it('[C6] two servers that run one rule at once give every deal one task; [F1] killed while they do, all or none', async () => {
    const rule = '/work/assignment-rules/follow_up_open_deals/run';
    for (let round = 0; round < kills; round++) {
      const { client, kill } = await server();
      const run = client.call('POST', rule, {}).catch(() => undefined);
      await sleep(random(600));
      await kill();
      await run;
      await until(`select from (select count(*) from pg_stat_activity where datname = current_database()
        and pid <> pg_backend_pid() and state <> 'idle') busy where count = 0`);
      const { tasks = '' } = await figures(`select count(*) as tasks from tenon.tasks where state = 'open'`);
      expect(['0', String(open)]).toContain(tasks);
      await expectWhole();
      if (round < kills - 1) continue;
      // For the race below, what a run that came through has given is taken back.
      await database.query(`delete from tenon.tasks; delete from tenon.task_events; delete from tenon.decisions;
        delete from tenon.runs; delete from tenon.turns; delete from tenon.waiting`);
    }
    const [one, two] = await Promise.all([server(), server()]);
    const runs = await Promise.all(
      [one, two, one, two].map(({ client }) => client.call<AssignmentResult>('POST', rule, {})),
    );
    expect(runs.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(runs.reduce((sum, { body }) => sum + body.assigned, 0)).toBe(open);
    const { rows: shares } = await database.query<{ name: string; weight: string; tasks: string }>(`
      select u.name, u.weight, count(*) as tasks from tenon.tasks t join records."user" u on u.id = t.operator
      where t.state = 'open' group by u.id order by u.name`);
    for (const team of ['West', 'East']) {
      const members = shares.filter(({ name }) => name.startsWith(team));
      const sum = members.reduce((all, { tasks }) => all + Number(tasks), 0);
      for (const { weight, tasks } of members)
        expect(Math.abs(Number(tasks) - (sum * Number(weight)) / 10)).toBeLessThan(3);
    }
    await expectWhole();
  }, 120_000);

  it('completing tasks: what was acknowledged stays, and a retry with its key does nothing twice', async () => {
    const acknowledged = new Set<string>();
    const sent = new Map<string, { readonly task: TaskBody; readonly body: object }>();
    for (let round = 0; round <= kills; round++) {
      const { client, kill } = await server();
      // Those that got no answer are sent again as they were.
      for (const [id, { body }] of sent) {
        if (acknowledged.has(id)) continue;
        expect((await client.call('POST', `/work/tasks/${id}/complete`, body)).status).toBe(200);
        acknowledged.add(id);
      }
      if (round === kills) break;
      const page = await client.call<TaskPage>('GET', '/work/tasks?scope=all&limit=200');
      expect(page).toMatchObject({ status: 200 });
      const fresh = page.body.items.filter(({ id }) => !sent.has(id));
      expect(fresh.length).toBeGreaterThan(100);
      let dead = false;
      const clients = Array.from({ length: 6 }, async () => {
        for (let task = fresh.pop(); task && !dead; task = fresh.pop()) {
          const body = {
            outcome: sent.size % 2 === 0 ? 'won' : 'no_answer',
            version: task.version,
            key: `once ${task.id}`,
            ...(sent.size % 2 === 0 && { values: { close_value: '12.34' } }),
          };
          sent.set(task.id, { task, body });
          const answer = await client
            .call('POST', `/work/tasks/${task.id}/complete`, body)
            .catch(() => undefined);
          if (!answer) return;
          expect(answer.status).toBe(200);
          acknowledged.add(task.id);
        }
      });
      await sleep(300 + random(1_200));
      dead = true;
      await kill();
      await Promise.all(clients);
      const ids = [...acknowledged];
      const { rows: done } = await database.query(
        `select id from tenon.tasks where state = 'completed' and id = any($1)`,
        [ids],
      );
      expect(done).toHaveLength(ids.length);
      // Each completion is whole, acknowledged or not.
      const half = await figures(`select
        (select count(*) from tenon.tasks t where t.state = 'completed' and t.outcome = 'won' and not exists
          (select from records.opportunity r where r.id = t.record_id and r.stage = 'won' and r.close_value = 12.34)) as won,
        (select count(*) from tenon.tasks t where t.state = 'completed' and t.outcome = 'no_answer' and
          (select count(*) from tenon.tasks f where f.record_id = t.record_id and f.state = 'open' and f.snoozed_until is not null) <> 1) as next,
        (select count(*) from tenon.tasks t where (t.state = 'completed') <>
          exists (select from tenon.touchpoints p where p.task = t.id)) as contacts`);
      expect(half).toEqual({ won: '0', next: '0', contacts: '0' });
    }
    expect(acknowledged.size).toBe(sent.size);
    expect(acknowledged.size).toBeGreaterThan(0);
    const { completed } = await figures(
      `select count(*) as completed from tenon.tasks where state = 'completed'`,
    );
    expect(completed).toBe(String(acknowledged.size));
    await expectWhole();
  }, 120_000);

  it('[F6] publishing with changes of tables: one release or the other, and its tables with it', async () => {
    const entityIndex = documents.findIndex((text) => /"kind": "entity",\s+"id": "product"/.test(text));
    const product = JSON.parse(documents[entityIndex] ?? '') as { fields: object[] };
    const variant = (n: number) => {
      const extra = { id: `extra_${n % 3}`, type: n % 2 === 0 ? 'integer' : 'text', label: 'Extra' };
      const changed = JSON.stringify({ ...product, fields: [...product.fields, extra] });
      return documents.toSpliced(entityIndex, 1, changed);
    };
    let told = 1;
    for (let round = 0, next = 0; round <= kills; round++) {
      const { client, kill } = await server();
      const { status, body } = await client.call<{ items: ReleaseBody[] }>('GET', '/config/releases');
      expect([status, body]).toMatchObject([200, { items: expect.anything() }]);
      const live = body.items.find((release) => release.live)?.number ?? 0;
      expect(live).toBeGreaterThanOrEqual(told);
      const plan = await client.call<{ empty: boolean }>('POST', '/config/plan', {
        documents: (
          await client.call<{ content: string }[]>('GET', `/config/releases/${live}/documents`)
        ).body.map(({ content }) => content),
      });
      expect(plan.body.empty).toBe(true);
      const products = await client.call<RecordPage>('GET', '/records/product');
      expect(products.body.items).toMatchObject([{ name: 'GTX Pro', price: '4821' }]);
      let base = live;
      const publishing = (async () => {
        for (let n = 0; n < (round === kills ? 2 : 1_000); n++) {
          const answer = await client
            .call<ReleaseBody>('POST', '/config/publish', { base, note: `${next}`, documents: variant(next) })
            .catch(() => undefined);
          if (!answer) return;
          next += 1;
          expect([answer.status, answer.body]).toMatchObject([200, { live: true }]);
          base = answer.body.number;
          told = base;
        }
      })();
      if (round < kills) {
        await sleep(200 + random(1_500));
        await kill();
      }
      await publishing;
      if (round === kills) expect(told).toBeGreaterThanOrEqual(live + 2);
      await expectWhole();
    }
    const doctor = await tenon(testDatabase.url, 'doctor');
    expect(doctor).toEqual({ code: 0, said: 'Nothing found.\n' });
  }, 120_000);
});
