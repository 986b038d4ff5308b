/** Texts that would be SQL or formulas elsewhere, and many writers on one record. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportResult, RecordBody, RecordPage, TaskBody, TaskPage } from '@tenon/model';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import {
  type Client,
  dump,
  fixtureApp,
  type Instance,
  leaks,
  settledDump,
  startInstance,
} from '../support/index.ts';

const documents = fixtureApp('hardware-sales');

let instance: Instance;
let database: pg.Client;
let admin: Client;
let account: RecordBody;
let task: TaskBody;
beforeAll(async () => {
  instance = await startInstance(documents);
  admin = (await instance.user('Adam Administrator', ['administrator'])).client;
  const make = async (entity: string, values: object) =>
    (await admin.call<RecordBody>('POST', `/records/${entity}`, values)).body;
  const west = await make('team', { name: 'West' });
  const ada = await instance.user('Ada Agent', ['sales_agent'], { team: west.id });
  account = await make('account', { name: 'Counted', employees: 1 });
  await make('opportunity', { number: 'D1', stage: 'engaging', owner: ada.id });
  await admin.call('POST', '/work/assignment-rules/follow_up_open_deals/run', {});
  task = (await admin.call<TaskPage>('GET', '/work/tasks?scope=all')).body.items[0] as TaskBody;
  expect(task.operator?.id).toBe(ada.id);
  database = new pg.Client({ connectionString: instance.databaseUrl });
  await database.connect();
}, 60_000);
afterAll(async () => {
  await database?.end();
  await instance?.close();
});

type Call = readonly [
  method: string,
  path: string,
  body?: unknown,
  headers?: { readonly [name: string]: string },
];
const address = (value: unknown) => encodeURIComponent(JSON.stringify(value));

/** 104 texts that would do something if they became SQL. */
function payloads(): readonly string[] {
  const ends = ["'", '"', '`', "')", '")', "'))", '\\', "\\'", 'ʼ', '＇', "''", '$1', '$$'];
  const acts = [
    ' or 1=1 --',
    '; drop table account; --',
    ' union select null, version() --',
    '::int',
    ' || pg_sleep(3) --',
    ' as x, (select current_user) --',
    '->>0 ?? ?| ?& @> /* */',
    '; select pg_sleep(3); --',
  ];
  return ends.flatMap((end) => acts.map((act) => `a${end}${act}`));
}

describe('[I1] SQL in every text', () => {
  it('stays text: no failure, no delay, no change of the tables, and what is stored comes back as it was', async () => {
    const { structure } = await dump(database);
    const all = payloads();
    expect(all.length).toBeGreaterThanOrEqual(100);
    const wrong: string[] = [];
    const term = { id: 'n', aggregate: 'count' };
    const thing = (more: object, field: object) =>
      JSON.stringify({
        kind: 'entity',
        id: 'thing',
        label: 'Thing',
        labelPlural: 'Things',
        icon: 'bank',
        titleField: 'name',
        fields: [{ id: 'name', type: 'text', label: 'Name', required: true }, field],
        ...more,
      });
    const publishable: string[] = [];
    for (const [index, text] of all.entries()) {
      const plan = (document: string): Call => [
        'POST',
        '/config/plan',
        { documents: [...documents, document] },
      ];
      const calls: Call[] = [
        ['POST', '/records/account', { name: text, location: text }],
        ['POST', '/records/account', { name: `x${index}`, sector: text }],
        ['POST', '/records/account', { name: `x${index}`, parent: text }],
        ['POST', '/records/account', { name: `x${index}`, revenue: text }],
        ['POST', '/records/account', { name: `x${index}`, [text]: 1 }],
        ['POST', '/records/account/query', { search: text }],
        ['POST', '/records/account/query', { where: { '==': [{ var: 'location' }, text] } }],
        ['POST', '/records/account/query', { where: { in: [{ var: 'name' }, [text]] } }],
        ['POST', '/records/account/query', { where: { '==': [{ var: text }, 1] } }],
        ['POST', '/records/account/query', { where: { [text]: [1] } }],
        ['POST', '/records/account/query', { fields: [text] }],
        ['POST', '/records/account/query', { sort: [{ field: text, direction: text }] }],
        ['POST', '/records/account/query', { after: text }],
        ['POST', '/records/account/aggregate', { measures: [{ ...term, id: text }] }],
        [
          'POST',
          '/records/account/aggregate',
          { measures: [term], groupBy: [{ id: text, field: 'sector', bucket: text }] },
        ],
        ['GET', `/records/${encodeURIComponent(text)}/${encodeURIComponent(text)}`],
        ['GET', `/work/tasks?scope=${encodeURIComponent(text)}&after=${encodeURIComponent(text)}`],
        [
          'POST',
          `/records/account/import?mapping=${address({ key: 'name', fields: { name: { column: text }, [text]: { column: text, by: text } } })}`,
          `"${text.replaceAll('"', '""')}",location\nx,y\n`,
          { 'content-type': 'text/csv' },
        ],
        ['POST', `/work/tasks/${task.id}/complete`, { outcome: text, version: 1, key: text, note: text }],
      ];
      if (index % 4 === 0) {
        const labelled = thing({ label: text }, { id: 'b', type: 'text', label: text, default: text });
        publishable.push(labelled);
        calls.push(
          plan(labelled),
          plan(thing({}, { id: text, type: 'text', label: 'B' })),
          plan(thing({ titleField: text }, { id: 'b', type: text, label: 'B' })),
          plan(
            thing(
              {},
              { id: 'b', type: 'choice', label: 'B', options: { choices: [{ id: text, label: text }] } },
            ),
          ),
        );
      }
      for (const call of calls) {
        const began = performance.now();
        const answer = await admin.call<unknown>(...call);
        const place = `${call[0]} ${call[1]} ${JSON.stringify(call[2])?.slice(-200)} → ${answer.status}`;
        if (answer.status >= 500) wrong.push(place);
        if (
          leaks({
            ...answer,
            body: JSON.stringify(answer.body).replaceAll(JSON.stringify(text).slice(1, -1), ''),
          }).length > 0
        )
          wrong.push(`${place} tells ${leaks(answer)} ${JSON.stringify(answer.body).slice(0, 300)}`);
        if (performance.now() - began > 2_900) wrong.push(`${place} after ${performance.now() - began} ms`);
      }
    }
    expect(wrong).toEqual([]);
    expect((await dump(database)).structure).toBe(structure);
    const stored = await admin.call<RecordPage>('POST', '/records/account/query', {
      where: { in: [{ var: 'name' }, all] },
      fields: ['name', 'location'],
      limit: 500,
    });
    expect(stored.body.items.map(({ name }) => name).toSorted()).toEqual(all.toSorted());
    for (const item of stored.body.items) expect(item.location).toBe(item.name);

    // Published, such texts become labels and defaults, and nothing else.
    const base = (await admin.call<{ live: number }>('GET', '/config/draft')).body.live;
    const published = await admin.call('POST', '/config/publish', {
      base,
      note: all[1],
      documents: [...documents, publishable[1]],
    });
    expect(published.status).toBe(200);
    const record = await admin.call<RecordBody>('POST', '/records/thing', { name: 'One' });
    expect(record.body).toMatchObject({ b: all[4] });
  }, 120_000);
});

describe('[X6] an export', () => {
  it('holds no formulas, and importing it changes nothing', async () => {
    const formulas = [
      '=1+1',
      '+1+1',
      '-1+1',
      '@SUM(A1)',
      '\t=1',
      '=cmd|"/c calc"!A0',
      "'=1",
      "''-x",
      '－1',
      '=华辰',
    ];
    for (const [index, location] of formulas.entries()) {
      const { status } = await admin.call('POST', '/records/account', { name: `Formula ${index}`, location });
      expect([location, status]).toEqual([location, 201]);
    }
    const file = await admin.call<string>('GET', '/records/account/export');
    const rows = parse(file.body, { columns: true, bom: true }) as { [column: string]: string }[];
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell))).toEqual([]);
    const before = await settledDump(database);
    const again = await admin.call<ImportResult>(
      'POST',
      `/records/account/import?mapping=${address({ key: 'name' })}`,
      file.body,
      { 'content-type': 'text/csv' },
    );
    expect(again.body).toMatchObject({
      state: 'done',
      rows: rows.length,
      unchanged: rows.length,
      errors: [],
    });
    expect(await dump(database)).toEqual(before);
  });
});

describe('[C5] fifty clients on one record', () => {
  it('lose no increment; who comes second is told the present values', async () => {
    const path = `/records/account/${account.id}`;
    expect((await admin.call('PATCH', path, { employees: 2 })).status).toBe(428);
    let successes = 0;
    let losses = 0;
    const increment = async () => {
      let { version, employees } = (await admin.call<RecordBody>('GET', path)).body;
      for (let tries = 0; tries < 5; tries++) {
        const { status, body } = await admin.call<RecordBody & { current: RecordBody }>(
          'PATCH',
          path,
          { employees: Number(employees) + 1 },
          { 'if-match': `"${version}"` },
        );
        if (status === 200) {
          successes += 1;
          return;
        }
        expect(status).toBe(409);
        losses += 1;
        expect(body.current.version).toBeGreaterThan(version);
        ({ version, employees } = body.current);
      }
    };
    await Promise.all(Array.from({ length: 50 }, increment));
    const { body } = await admin.call<RecordBody>('GET', path);
    expect(successes).toBeGreaterThan(0);
    expect(losses).toBeGreaterThan(0);
    expect([body.employees, body.version]).toEqual([1 + successes, account.version + successes]);
  }, 60_000);
});
