/** What somebody tries who is signed in and means ill: hidden fields and rows, others' records, system columns. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordBody, RecordPage, TaskBody, TaskPage } from '@tenon/model';
import pg from 'pg';
import {
  type Answer,
  type Client,
  dump,
  fixtureApp,
  type Instance,
  type Person,
  settledDump,
  startInstance,
} from '../support/index.ts';

const documents = fixtureApp('hardware-sales');
const absent = '00000000-0000-7000-8000-000000000000';
const secrets = 12;

let instance: Instance;
let database: pg.Client;
let admin: Client;
let ada: Person;
let bob: Person;
/** Accounts alike in all but this: the first has deals that Ada may not read. */
let rich: RecordBody;
let poor: RecordBody;
let hiddenDeal: RecordBody;
let hiddenTask: TaskBody;
beforeAll(async () => {
  instance = await startInstance(documents);
  admin = (await instance.user('Adam Administrator', ['administrator'])).client;
  const make = async (entity: string, values: object) =>
    (await admin.call<RecordBody>('POST', `/records/${entity}`, values)).body;
  const west = await make('team', { name: 'West' });
  const east = await make('team', { name: 'East' });
  ada = await instance.user('Ada Agent', ['sales_agent'], { team: west.id, weight: '3.5', capacity: 17 });
  bob = await instance.user('Bob Agent', ['sales_agent'], { team: east.id, weight: '7.25', capacity: 23 });
  rich = await make('account', { name: 'Account R', sector: 'retail', employees: 1 });
  poor = await make('account', { name: 'Account P', sector: 'retail', employees: 1 });
  for (let n = 0; n < secrets; n++) {
    const deal = await make('opportunity', {
      number: `SECRET-${n}`,
      stage: n % 2 === 0 ? 'won' : 'engaging',
      account: rich.id,
      close_value: String(1_000 * (n + 1)),
      engage_date: '2026-01-05',
      owner: bob.id,
    });
    if (n === 1) hiddenDeal = deal;
  }
  await make('opportunity', { number: 'MINE', stage: 'won', close_value: '5', owner: ada.id });
  await admin.call('POST', '/work/assignment-rules/follow_up_open_deals/run', {});
  const tasks = await admin.call<TaskPage>('GET', '/work/tasks?scope=all');
  hiddenTask = tasks.body.items.find(({ record }) => record === hiddenDeal.id) as TaskBody;
  expect(hiddenTask.operator?.id).toBe(bob.id);
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
const json = { 'content-type': 'application/json' };
const address = (value: unknown) => encodeURIComponent(JSON.stringify(value));

/** Status and body with `word` made unrecognisable; what differs from call to call is left out. */
function outline({ status, body }: Answer<unknown>, word: string): string {
  return `${status} ${JSON.stringify(body).replaceAll(word, '*')}`;
}

describe('[A1] a hidden field', () => {
  /** Every place where the name of a field of user can stand. */
  const places = (field: string): { readonly [place: string]: Call } => {
    const users = '/records/user';
    const deals = '/records/opportunity';
    const where = (expression: unknown): Call => [
      'POST',
      `${users}/query`,
      { where: expression, count: 'bounded' },
    ];
    const measure = (more: object): Call => [
      'POST',
      `${users}/aggregate`,
      { measures: [{ id: 'n', ...more }] },
    ];
    const dealWhere = (path: string): Call => [
      'POST',
      `${deals}/query`,
      { where: { '>': [{ var: path }, 1] } },
    ];
    return {
      select: ['POST', `${users}/query`, { fields: ['name', field] }],
      'select with titles': ['POST', `${users}/query`, { fields: [field], titles: true }],
      'select in the address': ['GET', `${users}?fields=name,${field}`],
      'select of one': ['GET', `${users}/${bob.id}?fields=${field}`],
      equal: where({ '==': [{ var: field }, 7.25] }),
      larger: where({ '>': [{ var: field }, 5] }),
      'of another type': where({ '==': [{ var: field }, 'x'] }),
      within: where({ in: [{ var: field }, [1, 2]] }),
      empty: where({ empty: [{ var: field }] }),
      coalesced: where({ '==': [{ coalesce: [{ var: field }, 1] }, 1] }),
      'in a branch': where({ if: [true, true, { '>': [{ var: field }, 1] }] }),
      'of the viewer': where({ '==': [{ var: `viewer.${field}` }, 3.5] }),
      'where in the address': ['GET', `${users}?where=${address({ '>': [{ var: field }, 5] })}`],
      sort: ['POST', `${users}/query`, { sort: [{ field }] }],
      'sort and page': ['POST', `${users}/query`, { sort: [{ field, direction: 'desc' }], limit: 1 }],
      'sort in the address': ['GET', `${users}?sort=-${field}`],
      count: measure({ aggregate: 'count', field }),
      sum: measure({ aggregate: 'sum', field }),
      avg: measure({ aggregate: 'avg', field }),
      min: measure({ aggregate: 'min', field }),
      max: measure({ aggregate: 'max', field }),
      'filter of a measure': measure({ aggregate: 'count', where: { '>': [{ var: field }, 5] } }),
      group: [
        'POST',
        `${users}/aggregate`,
        { groupBy: [{ id: 'g', field }], measures: [{ id: 'n', aggregate: 'count' }] },
      ],
      bucket: [
        'POST',
        `${users}/aggregate`,
        { groupBy: [{ id: 'g', field, bucket: 'day' }], measures: [{ id: 'n', aggregate: 'count' }] },
      ],
      'sort of figures': [
        'POST',
        `${users}/aggregate`,
        { measures: [{ id: 'n', aggregate: 'count' }], sort: [{ by: field }] },
      ],
      'path to select': ['POST', `${deals}/query`, { fields: [`owner.${field}`] }],
      'path to filter': dealWhere(`owner.${field}`),
      'path of two': dealWhere(`owner.manager.${field}`),
      'path of three': dealWhere(`owner.manager.manager.${field}`),
      'path over who made it': dealWhere(`created_by.${field}`),
      'path to sort': ['POST', `${deals}/query`, { sort: [{ field: `owner.${field}` }] }],
      'path to group': [
        'POST',
        `${deals}/aggregate`,
        { groupBy: [{ id: 'g', field: `owner.${field}` }], measures: [{ id: 'n', aggregate: 'count' }] },
      ],
      'path to sum': [
        'POST',
        `${deals}/aggregate`,
        { measures: [{ id: 'n', aggregate: 'sum', field: `owner.${field}` }] },
      ],
      'figure over a relation': [
        'POST',
        '/records/team/query',
        { where: { '>': [{ sum: ['members', { var: field }] }, 1] } },
      ],
      'condition over a relation': [
        'POST',
        '/records/team/query',
        { where: { exists: ['members', { '>': [{ var: field }, 1] }] } },
      ],
      'as a relation': where({ '>': [{ count: [field] }, 1] }),
      write: ['PATCH', `${users}/${ada.id}`, { [field]: 5 }, { ...json, 'if-match': '"1"' }],
      create: ['POST', users, { name: 'x', [field]: 5 }],
      bulk: ['POST', `${users}/bulk`, { action: 'update', ids: [ada.id], values: { [field]: 5 } }],
      export: ['GET', `${users}/export?fields=${field}`],
      import: [
        'POST',
        `${users}/import?mapping=${address({ key: field })}`,
        `${field}\n7\n`,
        { 'content-type': 'text/csv' },
      ],
      preview: ['POST', '/segmentations/preview', { document: { entity: 'user', when: { var: field } } }],
    };
  };

  it.each([
    ['weight', 'wqqqqt'],
    ['capacity', 'cqqqqqqy'],
  ])('%s answers like one that does not exist, everywhere', async (field, nothing) => {
    const real = places(field);
    const control = places(nothing);
    expect(Object.keys(real).length).toBeGreaterThanOrEqual(40);
    const differing: unknown[] = [];
    for (const [place, call] of Object.entries(real)) {
      const [hidden, missing] = [
        await ada.client.call(...call),
        await ada.client.call(...(control[place] as Call)),
      ];
      const [one, other] = [outline(hidden, field), outline(missing, nothing)];
      if (one !== other || hidden.status < 400 || hidden.status >= 500) differing.push({ place, one, other });
    }
    expect(differing).toEqual([]);
  });

  it('is in no answer', async () => {
    for (const path of [
      '/model',
      '/openapi.json',
      '/records/user',
      '/records/user?titles=true',
      `/records/user/${bob.id}`,
      `/records/user/${bob.id}/history`,
      `/records/user/${bob.id}/timeline`,
      '/work/operators',
      '/session',
    ]) {
      const { status, body } = await ada.client.call('GET', path);
      expect([path, status]).toEqual([path, 200]);
      expect([path, /"(?:weight|capacity)"|7\.25|"?23"?[,}]/.exec(JSON.stringify(body))?.[0]]).toEqual([
        path,
        undefined,
      ]);
    }
    const { body } = await admin.call('GET', `/records/user/${bob.id}`);
    expect(body).toMatchObject({ weight: '7.25', capacity: 23 });
  });
});

describe('[A2] hidden rows', () => {
  it('cannot be guessed through figures, relations, titles or searches', async () => {
    const guesses: { [name: string]: unknown } = {};
    for (let n = 0; n < secrets; n++) {
      const number = { '==': [{ var: 'number' }, `SECRET-${n}`] };
      guesses[`number ${n}`] = { exists: ['opportunities', number] };
      guesses[`counted ${n}`] = { '>': [{ count: ['opportunities', number] }, 0] };
      guesses[`value ${n}`] = { '>': [{ sum: ['opportunities', { var: 'close_value' }] }, 1_000 * n] };
      guesses[`most ${n}`] = { '>=': [{ max: ['opportunities', { var: 'close_value' }] }, 1_000 * n] };
    }
    guesses.any = { exists: ['opportunities', true] };
    guesses.none = { '==': [{ count: ['opportunities'] }, 0] };
    guesses.sum = { empty: [{ sum: ['opportunities', { var: 'close_value' }] }] };
    const told: unknown[] = [];
    const refused: unknown[] = [];
    for (const [guess, where] of Object.entries(guesses)) {
      const ask = (client: Client) =>
        client.call<RecordPage>('POST', '/records/account/query', {
          where,
          fields: ['name'],
          sort: [{ field: 'name' }],
        });
      const { status, body } = await ask(ada.client);
      if (status !== 200) {
        refused.push([guess, status, (await ask(admin)).status, body]);
        continue;
      }
      const found = new Set(body.items.map(({ id }) => id));
      if (found.has(rich.id) !== found.has(poor.id)) told.push(guess);
    }
    expect(told).toEqual([]);
    expect(refused).toEqual([]);
    const everything = await ada.client.call<RecordPage>(
      'GET',
      '/records/opportunity?count=bounded&search=SECRET',
    );
    expect(everything.body).toMatchObject({ items: [], count: { value: 0 } });
    const sums = await ada.client.call('POST', '/records/opportunity/aggregate', {
      groupBy: [{ id: 'account', field: 'account' }],
      measures: [
        { id: 'n', aggregate: 'count' },
        { id: 'sum', aggregate: 'sum', field: 'close_value' },
      ],
    });
    expect(sums.body.rows).toEqual([
      { values: { account: null, n: '1', sum: '5' }, titles: expect.anything() },
    ]);
    for (const path of [
      '/dashboards/sales_overview/data',
      '/reports/top_agents/data',
      '/work/tasks?scope=all',
    ]) {
      const { body } = await ada.client.call('GET', path);
      expect([path, JSON.stringify(body)]).not.toEqual([
        path,
        expect.stringMatching(/SECRET|Bob Agent|42000|36000/),
      ]);
    }
    for (const path of ['?titles=true', '/history', '/timeline'].map(
      (rest) => `/records/account/${rich.id}${rest}`,
    )) {
      expect(JSON.stringify((await ada.client.call('GET', path)).body)).not.toMatch(/SECRET/);
    }
  });
});

describe("[A5] others' records", () => {
  it('answer like records that are not there, and stay as they are', async () => {
    const deal = (id: string): readonly Call[] => [
      ['GET', `/records/opportunity/${id}`],
      ['GET', `/records/opportunity/${id}?titles=true&fields=number,owner.name`],
      ['PATCH', `/records/opportunity/${id}`, { stage: 'lost' }, { ...json, 'if-match': '"1"' }],
      ['PATCH', `/records/opportunity/${id}`, { owner: ada.id }, { ...json, 'if-match': '"1"' }],
      ['DELETE', `/records/opportunity/${id}`, undefined, { 'if-match': '"1"' }],
      ['POST', `/records/opportunity/${id}/restore`, {}],
      ['GET', `/records/opportunity/${id}/history`],
      ['GET', `/records/opportunity/${id}/timeline`],
      ['GET', `/records/opportunity/${id}/segments`],
      ['GET', `/records/opportunity/${id}/stages`],
      ['GET', `/work/records/opportunity/${id}/why`],
      ['POST', '/records/opportunity/bulk', { action: 'update', ids: [id], values: { stage: 'lost' } }],
      ['POST', '/records/opportunity/bulk', { action: 'delete', ids: [id] }],
      ['POST', '/records/opportunity/query', { where: { '==': [{ var: 'id' }, id] }, count: 'bounded' }],
      [
        'POST',
        '/records/account/query',
        { where: { exists: ['opportunities', { '==': [{ var: 'id' }, id] }] } },
      ],
    ];
    const task = (id: string): readonly Call[] => [
      ['GET', `/work/tasks/${id}`],
      ['GET', `/work/tasks/${id}/why`],
      ['POST', `/work/tasks/${id}/open`, {}],
      ['POST', `/work/tasks/${id}/complete`, { outcome: 'no_answer', version: 1 }],
      [
        'POST',
        `/work/tasks/${id}/snooze`,
        { until: new Date(Date.now() + 86_400_000).toISOString(), version: 1 },
      ],
      ['POST', `/work/tasks/${id}/return`, { version: 1 }],
      ['POST', `/work/tasks/${id}/handover`, { operator: ada.id, version: 1 }],
      ['POST', `/work/tasks/${id}/cancel`, { version: 1 }],
      ['POST', '/work/queues/open_deals/claim', { tasks: [id] }],
    ];
    const before = await settledDump(database);
    const differing: unknown[] = [];
    for (const [id, calls] of [
      [hiddenDeal.id, deal],
      [hiddenTask.id, task],
    ] as const) {
      const missing = calls(absent);
      for (const [index, call] of calls(id).entries()) {
        const one = outline(await ada.client.call(...call), id);
        const other = outline(await ada.client.call(...(missing[index] as Call)), absent);
        if (one !== other) differing.push({ call, one, other });
      }
    }
    expect(differing).toEqual([]);
    expect(await dump(database)).toEqual(before);
  });

  it('cannot be referred to', async () => {
    const answer = await ada.client.call('POST', '/records/opportunity', {
      number: 'X',
      account: hiddenDeal.id,
    });
    expect([answer.status, answer.body.errors]).toMatchObject([400, [{ pointer: '/account' }]]);
  });
});

describe('[A9] what is not the caller’s to set', () => {
  it('is refused with its place and without effect', async () => {
    const before = await settledDump(database);
    const fields = {
      id: absent,
      created_at: '2020-01-01T00:00:00Z',
      created_by: bob.id,
      updated_at: '2020-01-01T00:00:00Z',
      updated_by: bob.id,
      version: 99,
      deleted_at: '2020-01-01T00:00:00Z',
      roles: ['administrator'],
      capabilities: ['configure'],
      is_admin: true,
      tenant: 1,
    };
    for (const [field, value] of Object.entries(fields)) {
      for (const client of [ada.client, admin]) {
        const created = await client.call('POST', '/records/account', { name: 'New', [field]: value });
        const updated = await client.call(
          'PATCH',
          `/records/account/${rich.id}`,
          { [field]: value },
          {
            'if-match': `"${rich.version}"`,
          },
        );
        for (const { status, body } of [created, updated])
          expect([field, status, body.errors]).toMatchObject([field, 400, [{ pointer: `/${field}` }]]);
      }
    }
    const given = await ada.client.call('POST', '/records/opportunity', { number: 'X', owner: bob.id });
    expect([given.status, given.body.errors]).toMatchObject([403, [{ pointer: '/owner' }]]);
    const refused: readonly Call[] = [
      ['PUT', `/admin/users/${ada.id}/roles`, { roles: ['administrator'] }],
      ['POST', `/admin/users/${ada.id}/sign-in`, { password: 'a new password' }],
      ['PATCH', `/records/user/${ada.id}`, { name: 'Root' }, { 'if-match': '"1"' }],
      ['POST', '/records/user', { name: 'Eve', email: 'eve@example.com' }],
      ['POST', '/config/publish', { base: 1, note: '', documents }],
    ];
    for (const call of refused)
      expect([call[1], (await ada.client.call(...call)).status]).toEqual([call[1], 403]);
    expect(await dump(database)).toEqual(before);
  });
});
