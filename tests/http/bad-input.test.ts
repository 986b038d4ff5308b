/** Wrong documents, rows, filters and requests at every door: a clear refusal with its place, and nothing changed. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordBody, ReleaseBody, TaskBody, TaskPage } from '@tenon/model';
import pg from 'pg';
import {
  type Answer,
  type Client,
  dump,
  fixtureApp,
  fixtureMapping,
  type Instance,
  leaks,
  placesOf,
  settledDump,
  startInstance,
  writesSoFar,
} from '../support/index.ts';

const documents = fixtureApp('hardware-sales');
const absent = '00000000-0000-7000-8000-000000000000';
const deep = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels);
const json = { 'content-type': 'application/json' };
const csv = { 'content-type': 'text/csv' };

let instance: Instance;
let client: Client;
let agent: Client;
let account: RecordBody;
let deal: RecordBody;
let task: TaskBody;
let base: number;
let revision: number;
let database: pg.Client;
beforeAll(async () => {
  instance = await startInstance(documents);
  client = (await instance.user('Adam Administrator', ['administrator'])).client;
  const west = (await client.call<RecordBody>('POST', '/records/team', { name: 'West' })).body;
  agent = (await instance.user('Ada Agent', ['sales_agent'], { team: west.id })).client;
  account = (await client.call<RecordBody>('POST', '/records/account', { name: 'Acme', sector: 'retail' }))
    .body;
  await client.call('POST', '/records/account', { name: 'Bluth', parent: account.id });
  const me = (await agent.call<{ user: { id: string } }>('GET', '/session')).body.user.id;
  deal = (
    await client.call<RecordBody>('POST', '/records/opportunity', {
      number: 'D1',
      stage: 'engaging',
      account: account.id,
      owner: me,
    })
  ).body;
  const run = await client.call('POST', '/work/assignment-rules/follow_up_open_deals/run', {});
  expect(run.body).toMatchObject({ assigned: 1 });
  task = (await client.call<TaskPage>('GET', '/work/tasks?scope=all')).body.items[0] as TaskBody;
  base = (await client.call<{ items: ReleaseBody[] }>('GET', '/config/releases')).body.items[0]?.number ?? 0;
  revision = (await client.call<{ revision: number }>('GET', '/config/draft')).body.revision;
  database = new pg.Client({ connectionString: instance.databaseUrl });
  await database.connect();
}, 60_000);
afterAll(async () => {
  await database?.end();
  await instance?.close();
});

interface Attempt {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
  /** A place that the refusal names. */
  readonly at?: string;
  readonly by?: () => Client;
}
type Attempts = { readonly [name: string]: () => Attempt };

const post = (path: string, body: unknown, at?: string): Attempt => ({
  method: 'POST',
  path,
  body,
  ...(at !== undefined && { at }),
  ...(typeof body === 'string' && { headers: json }),
});
const create = (body: unknown, at?: string) => post('/records/account', body, at);
const patch = (body: unknown, at?: string): Attempt => ({
  ...post(`/records/account/${account.id}`, body, at),
  method: 'PATCH',
  headers: { ...json, 'if-match': `"${account.version}"` },
});
const query = (body: unknown, at?: string) => post('/records/account/query', body, at);
const aggregate = (body: unknown, at?: string) => post('/records/account/aggregate', body, at);
const list = (parameters: string, at?: string): Attempt => ({
  method: 'GET',
  path: `/records/account?${parameters}`,
  ...(at !== undefined && { at }),
});
const bulk = (body: unknown, at?: string) => post('/records/account/bulk', body, at);
const load = (file: string | Uint8Array, mapping: unknown = { key: 'name' }, at?: string): Attempt => ({
  method: 'POST',
  path: `/records/account/import?mapping=${encodeURIComponent(typeof mapping === 'string' ? mapping : JSON.stringify(mapping))}`,
  body: file,
  headers: csv,
  ...(at !== undefined && { at }),
});
const work = (verb: string, body: unknown, at?: string) => post(`/work/tasks/${task.id}/${verb}`, body, at);

/** Says of every attempt what was wrong with its answer; none may be. */
async function refuseAll(attempts: Attempts): Promise<readonly string[]> {
  const wrong: string[] = [];
  let before = await settledDump(database);
  let writes = await writesSoFar(database);
  for (const [name, make] of Object.entries(attempts)) {
    const { method, path, body, headers, at, by = () => client } = make();
    const began = performance.now();
    const answer = await by()
      .call<unknown>(method, path, body, headers)
      .catch((error: Error) => {
        throw new Error(`${name}: no answer`, { cause: error });
      });
    const took = performance.now() - began;
    const say = (what: string) => wrong.push(`${name}: ${what} — ${shown(answer)}`);
    const { state } = (answer.body ?? {}) as { state?: string };
    const refusedFile = answer.status === 200 && path.includes('/import?') && state === 'failed';
    const { detail = '' } = (answer.body ?? {}) as { detail?: string };
    const places = [
      ...placesOf(answer),
      ...(/\bline \d+/i.exec(detail)?.map((line) => line.toLowerCase()) ?? []),
    ];
    if (!refusedFile) {
      if (answer.status < 400 || answer.status >= 500) say(`answered ${answer.status}`);
      else if (!(answer.headers.get('content-type') ?? '').startsWith('application/problem+json'))
        say('no problem');
    }
    if (at !== undefined && !places.some((place) => place.startsWith(at))) say(`does not name ${at}`);
    if (leaks(answer).length > 0) say(`tells ${leaks(answer)}`);
    if (took > 3_000) say(`took ${Math.round(took)} ms`);
    if ((await writesSoFar(database)) === writes) continue;
    const after = await dump(database);
    const changed = Object.keys({ ...before, ...after }).filter((table) => before[table] !== after[table]);
    if (changed.length > 0) say(`changed ${changed}`);
    before = changed.length > 0 ? await settledDump(database) : after;
    writes = await writesSoFar(database);
  }
  return wrong;
}

const shown = ({ status, body }: Answer<unknown>) =>
  `${status} ${(typeof body === 'string' ? body : JSON.stringify(body)).slice(0, 300)}`;

const own = (text: string) => `{"name":"x","${text}":{"polluted":true}}`;

describe('[A6] what is refused changes nothing and says where', () => {
  it('values of records', async () => {
    const scalars: Attempts = Object.fromEntries(
      ['name', 'sector', 'year_established', 'revenue', 'location', 'parent', 'website', 'phone'].flatMap(
        (field) =>
          (
            [
              ['object', { a: 1 }],
              ['array', ['a']],
              ['deep', [[[['a']]]]],
              ['boolean', true],
            ] as const
          ).flatMap(([kind, value]) => [
            [`create ${field} ${kind}`, () => create({ name: 'New', [field]: value }, `/${field}`)],
            [`update ${field} ${kind}`, () => patch({ [field]: value }, `/${field}`)],
            [
              `bulk ${field} ${kind}`,
              () =>
                bulk({ action: 'update', ids: [account.id], values: { [field]: value } }, `/values/${field}`),
            ],
          ]),
      ),
    );
    expect(await refuseAll(scalars)).toEqual([]);
    expect(
      await refuseAll({
        'own prototype': () => create(own('__proto__'), '/__proto__'),
        constructor: () => create(own('constructor'), '/constructor'),
        toString: () => patch(own('toString'), '/toString'),
        hasOwnProperty: () => patch(own('hasOwnProperty'), '/hasOwnProperty'),
        NUL: () => create({ name: 'a\0b' }, '/name'),
        'lone surrogate': () => create('{"name":"a\\ud800b"}', '/name'),
        'lone surrogate in the name of a field': () => create('{"name":"x","\\ud800":1}', '/'),
        'NUL in the name of a field': () => create('{"name":"x","a\\u0000":1}', '/'),
        'unknown field': () => create({ name: 'New', nmae: 1 }, '/nmae'),
        'pointer escapes': () => create({ name: 'New', 'a/b~c': 1 }, '/a~1b~0c'),
        'a name of 64 bytes': () => create({ name: 'New', [`f${'x'.repeat(63)}`]: 1 }, '/f'),
        'nothing required': () => create({}, '/name'),
        'empty required': () => create({ name: '' }, '/name'),
        null: () => create('null'),
        list: () => create('[]'),
        text: () => create('"a"'),
        'no body': () => ({ method: 'POST', path: '/records/account', headers: json }),
        'cut body': () => create('{"name":'),
        'deep list': () => create(deep(100_000)),
        'deep in a field': () => create(`{"name":${deep(100_000)}}`, '/name'),
        'deep object in a field': () =>
          create(`{"name":${deep(50_000, '{"a":', '}').replace(':}', ':1}')}}`, '/name'),
        'ten thousand fields': () =>
          create(Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`f${n}`, n]))),
        'too long': () => create({ name: 'x'.repeat(201) }, '/name'),
        'too small': () => create({ name: 'New', year_established: 1 }, '/year_established'),
        'not whole': () => create({ name: 'New', year_established: 1999.5 }, '/year_established'),
        'huge number': () => create('{"name":"New","year_established":1e400}', '/year_established'),
        'huge decimal': () => create({ name: 'New', revenue: '1'.repeat(5_000) }, '/revenue'),
        'exponent decimal': () => create({ name: 'New', revenue: '1e999999' }, '/revenue'),
        'not a number': () => create({ name: 'New', revenue: 'NaN' }, '/revenue'),
        infinity: () => create({ name: 'New', revenue: 'Infinity' }, '/revenue'),
        'no such choice': () => create({ name: 'New', sector: 'Retail' }, '/sector'),
        'choice of the prototype': () => create({ name: 'New', sector: 'constructor' }, '/sector'),
        'no such record': () => create({ name: 'New', parent: absent }, '/parent'),
        'record of another entity': () => create({ name: 'New', parent: deal.id }, '/parent'),
        'no id': () => create({ name: 'New', parent: "' or 1=1" }, '/parent'),
        'no link': () => create({ name: 'New', website: 'javascript:alert(1)' }, '/website'),
        'no phone': () => create({ name: 'New', phone: 'call me' }, '/phone'),
        inverse: () => create({ name: 'New', subsidiaries: [account.id] }, '/subsidiaries'),
        'held by another': () => create({ name: 'Bluth' }),
        'held by another, updating': () => patch({ name: 'Bluth' }, '/name'),
        'all of them': () =>
          create({ name: 'Bluth', year_established: 'x', sector: 'x', owner: 7 }, '/owner'),
        'no date': () =>
          post('/records/opportunity', { number: 'D2', engage_date: '2023-02-30' }, '/engage_date'),
        'far date': () =>
          post('/records/opportunity', { number: 'D2', engage_date: '99999-01-01' }, '/engage_date'),
        'read-only': () =>
          post(
            '/records/opportunity',
            { number: 'D2', last_contact_at: '2026-01-01T00:00:00Z' },
            '/last_contact_at',
          ),
        'money in exponents': () =>
          post('/records/opportunity', { number: 'D2', close_value: '1e5000' }, '/close_value'),
        'money with a currency': () =>
          post('/records/opportunity', { number: 'D2', close_value: '5 USD' }, '/close_value'),
      }),
    ).toEqual([]);
  }, 60_000);

  it('records and versions that are not there', async () => {
    const at = (path: string, more: Partial<Attempt> = {}): Attempt => ({ method: 'GET', path, ...more });
    const version = (text: string) => ({ ...json, 'if-match': text });
    const attempts: { [name: string]: () => Attempt } = {};
    for (const id of [
      absent,
      'x',
      '%00',
      '%ff',
      "'",
      '__proto__',
      'x'.repeat(5_000),
      '%F0%9F%98%80',
      '..%2f..',
    ]) {
      const named = id.slice(0, 12);
      attempts[`read ${named}`] = () => at(`/records/account/${id}`);
      attempts[`history ${named}`] = () => at(`/records/account/${id}/history`);
      attempts[`segments ${named}`] = () => at(`/records/account/${id}/segments`);
      attempts[`why ${named}`] = () => at(`/work/records/account/${id}/why`);
      attempts[`update ${named}`] = () =>
        at(`/records/account/${id}`, { method: 'PATCH', body: { name: 'z' }, headers: version('"1"') });
      attempts[`delete ${named}`] = () =>
        at(`/records/account/${id}`, { method: 'DELETE', headers: version('"1"') });
      attempts[`restore ${named}`] = () => at(`/records/account/${id}/restore`, { method: 'POST', body: {} });
      attempts[`entity ${named}`] = () => at(`/records/${id}`);
      attempts[`create in ${named}`] = () => post(`/records/${id}`, { name: 'x' });
      attempts[`query in ${named}`] = () => post(`/records/${id}/query`, {});
      attempts[`aggregate in ${named}`] = () => post(`/records/${id}/aggregate`, { measures: [] });
      attempts[`bulk in ${named}`] = () => post(`/records/${id}/bulk`, { action: 'delete', ids: [absent] });
      attempts[`import in ${named}`] = () => ({ ...load('name\nx'), path: `/records/${id}/import` });
      attempts[`export of ${named}`] = () => at(`/records/${id}/export`);
      for (const verb of ['open', 'complete', 'snooze', 'return', 'handover', 'cancel']) {
        attempts[`${verb} ${named}`] = () =>
          post(`/work/tasks/${id}/${verb}`, {
            version: 1,
            ...(verb === 'complete' && { outcome: 'won' }),
            ...(verb === 'snooze' && { until: '2099-01-01T00:00:00Z' }),
            ...(verb === 'handover' && { operator: absent }),
          } as never);
      }
      for (const path of [
        `/work/tasks/${id}`,
        `/work/tasks/${id}/why`,
        `/dashboards/${id}/data`,
        `/reports/${id}/data`,
      ])
        attempts[path.slice(0, 40)] = () => at(path);
      attempts[`claim ${named}`] = () => post(`/work/queues/${id}/claim`, {});
      attempts[`waiting ${named}`] = () => at(`/work/queues/${id}/waiting`);
      attempts[`simulate ${named}`] = () => post(`/work/assignment-rules/${id}/simulate`, {});
      attempts[`run ${named}`] = () => post(`/work/assignment-rules/${id}/run`, {});
      attempts[`runs ${named}`] = () => at(`/work/assignment-rules/${id}/runs`);
      attempts[`sizes ${named}`] = () => at(`/segmentations/${id}/sizes`);
      attempts[`refresh ${named}`] = () => post(`/segmentations/${id}/refresh`, {});
      attempts[`roles ${named}`] = () =>
        at(`/admin/users/${id}/roles`, { method: 'PUT', body: { roles: [] } });
      attempts[`sign-in ${named}`] = () => post(`/admin/users/${id}/sign-in`, {});
      attempts[`end sign-in ${named}`] = () => at(`/admin/users/${id}/sign-in`, { method: 'DELETE' });
      attempts[`replay ${named}`] = () => post(`/admin/jobs/${id}/replay`, {});
      attempts[`release ${named}`] = () => at(`/config/releases/${id}/documents`);
      attempts[`rollback ${named}`] = () => post(`/config/releases/${id}/rollback`, {});
    }
    // A release that is not there, whatever it is called.
    for (const number of ['0', '-1', '99999', '999999999999', '1.5', '1e3'])
      attempts[`rollback to ${number}`] = () => post(`/config/releases/${number}/rollback`, {});
    for (const tag of ['"99999999999"', '1', '*', '"x"', '"-1"', '""', '"1", "2"', '"7"']) {
      attempts[`update against ${tag}`] = () => ({ ...patch({ name: 'z' }), headers: version(tag) });
      attempts[`delete against ${tag}`] = () => ({
        method: 'DELETE',
        path: `/records/account/${account.id}`,
        headers: version(tag),
      });
    }
    attempts['restore what lives'] = () => post(`/records/account/${account.id}/restore`, {});
    expect(await refuseAll(attempts)).toEqual([]);
  }, 120_000);

  it('filters, sorts, pages and figures', async () => {
    const where = (expression: unknown, at = '/where') => query({ where: expression }, at);
    const terms = Array.from({ length: 10_000 }, (_, n) => ({ '==': [{ var: 'name' }, `n${n}`] }));
    let nested: unknown = { '==': [{ var: 'name' }, 'x'] };
    for (let level = 0; level < 200; level++) nested = { '!': nested };
    const count = { id: 'n', aggregate: 'count' };
    expect(
      await refuseAll({
        'where is text': () => where('name = 1'),
        'where is a list': () => where([1]),
        'two operators': () => where({ '==': [1, 1], '!=': [1, 2] }),
        'unknown operator': () => where({ sql: ['select 1'] }),
        log: () => where({ log: 'x' }),
        method: () => where({ method: [{ var: 'name' }, 'toString'] }),
        constructor: () => where({ constructor: [1] }),
        'own prototype': () => query('{"where":{"__proto__":[1]}}', '/where'),
        'var of the prototype': () => where({ '==': [{ var: 'constructor.constructor' }, 1] }),
        'var is a number': () => where({ '==': [{ var: 7 }, 1] }),
        'var is empty': () => where({ '==': [{ var: '' }, 1] }),
        'var with NUL': () => where({ '==': [{ var: 'na\0me' }, 'x'] }),
        'value with NUL': () => where({ '==': [{ var: 'name' }, 'x\0'] }),
        'value with half a pair': () => query('{"where":{"==":[{"var":"name"},"\\udfff"]}}', '/where'),
        'ten thousand terms': () => where({ or: terms }),
        'too deep': () => where(nested),
        '100,000 levels': () =>
          query(`{"where":${deep(100_000, '{"!":', '}').replace(':}', ':true}')}}`, '/where'),
        '100,000 lists': () => query(`{"where":${deep(100_000)}}`, '/where'),
        'long path': () => where({ '==': [{ var: 'parent.parent.parent.parent.parent.name' }, 'x'] }),
        'endless path': () =>
          where({ '==': [{ var: Array.from({ length: 5_000 }, () => 'parent').join('.') }, 'x'] }),
        'other type': () => where({ '>': [{ var: 'name' }, 5] }),
        'object for a value': () => where({ '==': [{ var: 'name' }, { a: 1 }] }),
        'list for a value': () => where({ '==': [{ var: 'name' }, ['a']] }),
        'huge list': () =>
          where({ in: [{ var: 'name' }, Array.from({ length: 20_000 }, (_, n) => `n${n}`)] }),
        'too many figures': () =>
          where({ and: Array.from({ length: 100 }, () => ({ exists: ['opportunities', true] })) }),
        'unknown key': () => query({ wehre: {} }, '/wehre'),
        'page of a thousand million': () => query({ limit: 1e9 }, '/limit'),
        'page of none': () => query({ limit: 0 }, '/limit'),
        'page less than none': () => query({ limit: -1 }, '/limit'),
        'page and a half': () => query({ limit: 1.5 }, '/limit'),
        'page as text': () => query({ limit: '10' }, '/limit'),
        'page as a list': () => query({ limit: [1] }, '/limit'),
        'endless cursor': () => query({ after: 'x'.repeat(1_000_000) }),
        'own cursor': () => query({ after: Buffer.from('{"v":1}').toString('base64url') }),
        'cursor is an object': () => query({ after: { id: 1 } }),
        'search is an object': () => query({ search: { a: 1 } }, '/search'),
        'search with NUL': () => query({ search: 'a\0' }, '/search'),
        'search with half a pair': () => query('{"search":"\\ud83d"}', '/search'),
        'long search': () => query({ search: 'x'.repeat(201) }, '/search'),
        'sort is text': () => query({ sort: 'name' }, '/sort'),
        'sort of nothing': () => query({ sort: [{}] }, '/sort/0'),
        'sort by a formula': () => query({ sort: [{ field: 'name; drop table x' }] }, '/sort/0'),
        'sort in no direction': () => query({ sort: [{ field: 'name', direction: 'up' }] }, '/sort/0'),
        'sort by six': () => query({ sort: Array.from({ length: 6 }, () => ({ field: 'name' })) }, '/sort'),
        'field of nothing': () => query({ fields: ['name', 'nope'] }, '/fields/1'),
        'field is an object': () => query({ fields: [{ a: 1 }] }, '/fields/0'),
        'thousand fields': () => query({ fields: Array.from({ length: 1_000 }, () => 'name') }, '/fields'),
        'count of all': () => query({ count: 'all' }, '/count'),
        'titles as text': () => query({ titles: 'yes' }, '/titles'),
        'deleted as text': () => query({ deleted: 'yes' }, '/deleted'),
        'no measures': () => aggregate({}, '/measures'),
        'unknown measure': () => aggregate({ measures: [{ id: 'n', aggregate: 'median' }] }, '/measures/0'),
        'sum of text': () =>
          aggregate({ measures: [{ id: 'n', aggregate: 'sum', field: 'name' }] }, '/measures/0'),
        'id of a figure': () => aggregate({ measures: [{ ...count, id: 'n"; drop' }] }, '/measures/0'),
        'figure of the prototype': () =>
          aggregate('{"measures":[{"id":"__proto__","aggregate":"count"}]}', '/measures/0'),
        'two of one id': () => aggregate({ measures: [count, count] }, '/measures/1'),
        'hundred figures': () =>
          aggregate(
            { measures: Array.from({ length: 100 }, (_, n) => ({ ...count, id: `n${n}` })) },
            '/measures',
          ),
        'group by nothing': () => aggregate({ groupBy: [{}], measures: [count] }, '/groupBy/0'),
        'group by a bucket of text': () =>
          aggregate(
            { groupBy: [{ id: 'g', field: 'name', bucket: 'day' }], measures: [count] },
            '/groupBy/0',
          ),
        'no such bucket': () =>
          aggregate(
            { groupBy: [{ id: 'g', field: 'created_at', bucket: 'era' }], measures: [count] },
            '/groupBy/0',
          ),
        'sort by no figure': () => aggregate({ measures: [count], sort: [{ by: 'x' }] }, '/sort/0'),
        'rows without end': () => aggregate({ measures: [count], limit: 1e9 }, '/limit'),
        'filter of a figure': () =>
          aggregate({ measures: [{ ...count, where: { nope: [] } }] }, '/measures/0/where'),
        'address: no JSON': () => list('where=%7B', 'where'),
        'address: deep JSON': () => list(`where=${deep(4_000)}`, '/where'),
        'address: limit': () => list('limit=1e9', 'limit'),
        'address: large limit': () => list('limit=999999999', '/limit'),
        'address: repeated': () => list('limit=1&limit=2', 'limit'),
        'address: nested': () => list('where[a]=1', 'where[a]'),
        'address: prototype': () => list('__proto__=1', '__proto__'),
        'address: nothing to sort by': () => list('sort=', '/sort'),
        'address: broken percent': () => list('search=%zz%', 'search'),
        'address: broken UTF-8': () => list('search=%ff%fe', 'search'),
        'address: NUL': () => list('search=%00', '/search'),
        'address: flag': () => list('titles=1', 'titles'),
        'address: cursor': () => list(`after=${'A'.repeat(4_001)}`),
        'tasks: cursor': () => ({ method: 'GET', path: '/work/tasks?after=x' }),
        'tasks: state': () => ({ method: 'GET', path: '/work/tasks?state=constructor' }),
        'tasks: scope': () => ({ method: 'GET', path: '/work/tasks?scope=queue:nope' }),
        'tasks: limit': () => ({ method: 'GET', path: '/work/tasks?limit=999999999' }),
        'history: cursor': () => ({ method: 'GET', path: `/records/account/${account.id}/history?after=x` }),
        'history: limit': () => ({
          method: 'GET',
          path: `/records/account/${account.id}/history?limit=999999999`,
        }),
        'flows: moments': () => ({ method: 'GET', path: '/segmentations/account_value/flows?from=x&to=y' }),
        'flows: none': () => ({ method: 'GET', path: '/segmentations/account_value/flows' }),
        'export: filter': () => ({
          method: 'GET',
          path: '/records/account/export?where=%5B1%5D',
          at: '/where',
        }),
        'export: fields': () => ({
          method: 'GET',
          path: '/records/account/export?fields=name,nope',
          at: '/fields',
        }),
        'users: cursor': () => ({ method: 'GET', path: '/admin/users?after=x' }),
      }),
    ).toEqual([]);
  }, 120_000);

  it('bulk changes, [I5] also those that name nothing', async () => {
    expect(
      await refuseAll({
        'no body': () => bulk({}, '/ids'),
        'no ids, delete': () => bulk({ action: 'delete' }, '/ids'),
        'empty ids, delete': () => bulk({ action: 'delete', ids: [] }, '/ids'),
        'ids null': () => bulk({ action: 'delete', ids: null }, '/ids'),
        'ids an object': () => bulk({ action: 'delete', ids: { length: 1, 0: account.id } }, '/ids'),
        'ids a text': () => bulk({ action: 'delete', ids: account.id }, '/ids'),
        'ids of null': () => bulk({ action: 'delete', ids: [null] }, '/ids/0'),
        'ids of all': () => bulk({ action: 'delete', ids: ['%'] }, '/ids/0'),
        filter: () => bulk({ action: 'delete', where: true }, '/where'),
        'filter and ids': () => bulk({ action: 'delete', ids: [account.id], where: {} }, '/where'),
        'one is absent': () => bulk({ action: 'delete', ids: [account.id, absent] }, '/ids/1'),
        'one of another entity': () => bulk({ action: 'delete', ids: [account.id, deal.id] }, '/ids/1'),
        'no values': () => bulk({ action: 'update', ids: [account.id] }, '/values'),
        'empty values': () => bulk({ action: 'update', ids: [account.id], values: {} }, '/values'),
        'unknown value': () =>
          bulk({ action: 'update', ids: [account.id], values: { nope: 1 } }, '/values/nope'),
        'system value': () =>
          bulk({ action: 'update', ids: [account.id], values: { version: 1 } }, '/values/version'),
        'unknown action': () => bulk({ action: 'drop', ids: [account.id] }, '/action'),
        'too many': () =>
          bulk({ action: 'delete', ids: Array.from({ length: 1_001 }, () => absent) }, '/ids'),
        'one name for two': () =>
          bulk({ action: 'update', ids: [account.id, account.id, absent], values: { name: 'Same' } }, '/ids'),
      }),
    ).toEqual([]);
  }, 60_000);

  it('files', async () => {
    const wide = Array.from({ length: 300 }, (_, n) => `column_${n}`).join(',');
    const gbk = Buffer.from([
      0x6e, 0x61, 0x6d, 0x65, 0x0a, 0xbb, 0xaa, 0xb3, 0xbd, 0xbf, 0xc6, 0xbc, 0xbc, 0x0a,
    ]);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('name\nNew\n', 'utf16le')]);
    const mapped = (fields: unknown) => ({ key: 'name', fields });
    const salesMapping = fixtureMapping('hardware-sales', 'accounts');
    expect(
      await refuseAll({
        empty: () => load(''),
        'mark only': () => load('\ufeff'),
        'blank lines only': () => load('\n\n\n'),
        'missing quote': () => load('name,location\n"Neu,Rom\nAlt,Oslo\n', undefined, 'line 3'),
        'quote in the middle': () => load('name\nNe"u\n', undefined, 'line 2'),
        'text after a quote': () => load('name\n"Neu"x\n', undefined, 'line 2'),
        GBK: () => load(gbk, undefined, 'line 2'),
        'broken UTF-8': () =>
          load(Buffer.from([...Buffer.from('name\nA'), 0xff, 0xfe, 0x0a]), undefined, 'line 2'),
        'UTF-8 cut at the end': () => load(Buffer.from('name\n华').subarray(0, 7), undefined, 'line 2'),
        'UTF-16': () => load(utf16),
        NUL: () => load('name\nA\0B\n', undefined, 'line 2'),
        '300 columns that are no fields': () => load(`name,${wide}\nNew,${wide}\n`),
        'thousands of columns': () => load(`${Array.from({ length: 5_000 }, (_, n) => `c${n}`).join(',')}\n`),
        'two columns of one name': () => load('name,name\nA,B\n'),
        'two columns of one field': () => load('name,Founded,year_established\nA,1999,2000\n'),
        'no column is a field': () => load('a,b\n1,2\n'),
        'too few cells': () => load('name,location\nNew\n', undefined, '2'),
        'too many cells': () => load('name,location\nNew,Rom,x\n', undefined, '2'),
        'wrong values': () =>
          load('name,Founded,sector\nNew,1066,retail\nNew2,1999,Dreams\n', undefined, '2 Founded'),
        'wrong value in the last of 2,500 rows': () =>
          load(
            `name,employees\n${Array.from({ length: 2_500 }, (_, n) => `R${n},${n < 2_499 ? n : 'many'}`).join('\n')}\n`,
            undefined,
            '2501 employees',
          ),
        'missing reference': () => load('name,parent\nNew,Nobody\n', undefined, '2 parent'),
        'an unclosed cell without end': () => load(`name\n"${'x'.repeat(3_000_000)}`),
        'a cell without end': () => load(`name\n${'x'.repeat(3_000_000)}\n`, undefined, 'line 2'),
        'no file type': () => ({ ...load('name\nx\n'), headers: json }),
        'packed file that is none': () => ({
          ...load('name\nx\n'),
          headers: { ...csv, 'content-encoding': 'gzip' },
        }),
        'mapping: no JSON': () => load('name\nx\n', '{', 'mapping'),
        'mapping: a list': () => load('name\nx\n', []),
        'mapping: deep': () => load('name\nx\n', `{"fields":${deep(1_500)}}`, '/fields'),
        'mapping: unknown key': () => load('name\nx\n', { nope: 1 }, '/nope'),
        'mapping: prototype': () =>
          load('name\nx\n', '{"fields":{"__proto__":{"column":"name"}}}', '/fields/__proto__'),
        'mapping: unknown field': () =>
          load('name\nx\n', mapped({ nope: { column: 'name' } }), '/fields/nope'),
        'mapping: unknown column': () =>
          load('name\nx\n', mapped({ name: { column: 'nam' } }), '/fields/name/column'),
        'mapping: prototype as column': () =>
          load('name\nx\n', mapped({ name: { column: 'constructor' } }), '/fields/name/column'),
        'mapping: values': () =>
          load('name\nx\n', mapped({ name: { column: 'name', values: { x: 1 } } }), '/fields/name/values'),
        'mapping: by': () =>
          load(
            'name,parent\nx,y\n',
            mapped({ parent: { column: 'parent', by: 'nope' } }),
            '/fields/parent/by',
          ),
        'mapping: by what is not unique': () =>
          load(
            'name,parent\nx,y\n',
            mapped({ parent: { column: 'parent', by: 'location' } }),
            '/fields/parent/by',
          ),
        'mapping: key that is not unique': () => load('name,location\nx,y\n', { key: 'location' }, '/key'),
        'mapping: key of no field': () => load('name\nx\n', { key: 'nope' }, '/key'),
        'mapping: mode': () => load('name\nx\n', { mode: 'replace' }, '/mode'),
        'mapping: dryRun as text': () => load('name\nx\n', { dryRun: 'false' }, '/dryRun'),
        'mapping: of another file': () => load('name\nx\n', salesMapping, '/fields'),
        'by somebody who may not': () => ({ ...load('name\nx\n'), by: () => agent }),
      }),
    ).toEqual([]);
  }, 120_000);

  it('files that look wrong and are not: a header alone, a mark, Windows lines', async () => {
    const done = async (file: string) => {
      const { path, headers } = load(file);
      return (
        await client.call<{ state: string; rows: number; created: number }>('POST', path, file, headers)
      ).body;
    };
    expect(await done('name,location\n')).toMatchObject({ state: 'done', rows: 0, created: 0 });
    expect(await done('\ufeffname,location\r\n"Neu, ""alt""",Rom\r\n')).toMatchObject({
      state: 'done',
      rows: 1,
    });
    const found = await client.call<{ items: RecordBody[] }>('GET', '/records/account?search=neu');
    expect(found.body.items.map(({ name }) => name)).toEqual(['Neu, "alt"']);
  });

  it('tasks, queues and rules', async () => {
    const complete = (more: object, at?: string) =>
      work('complete', { outcome: 'won', version: task.version, ...more }, at);
    expect(
      await refuseAll({
        'complete: nothing': () => work('complete', {}, '/outcome'),
        'complete: outcome': () => complete({ outcome: 'nope' }, '/outcome'),
        'complete: prototype': () => complete({ outcome: 'constructor' }, '/outcome'),
        'complete: outcome is an object': () => complete({ outcome: { a: 1 } }, '/outcome'),
        'complete: values missing': () => complete({}, '/values/close_value'),
        'complete: values a list': () => complete({ values: [1] }, '/values'),
        'complete: values a text': () => complete({ values: 'x' }, '/values'),
        'complete: value of another field': () =>
          complete({ values: { close_value: '1', stage: 'lost' } }, '/values/stage'),
        'complete: value wrong': () => complete({ values: { close_value: 'much' } }, '/values/close_value'),
        'complete: value an object': () => complete({ values: { close_value: {} } }, '/values/close_value'),
        'complete: own prototype': () =>
          work(
            'complete',
            `{"outcome":"won","version":${task.version},"values":{"__proto__":1,"close_value":"1"}}`,
            '/values/__proto__',
          ),
        'complete: note wrong': () => complete({ values: { close_value: '1' }, note: { a: 1 } }, '/note'),
        'complete: note with NUL': () => complete({ values: { close_value: '1' }, note: 'a\0' }, '/note'),
        'complete: note with half a pair': () =>
          work('complete', `{"outcome":"lost","version":${task.version},"note":"\\ud800"}`, '/note'),
        'complete: note without end': () =>
          complete({ outcome: 'lost', note: 'x'.repeat(1_000_000) }, '/note'),
        'complete: note missing': () => complete({ outcome: 'lost' }, '/note'),
        'complete: key an object': () => complete({ values: { close_value: '1' }, key: {} }, '/key'),
        'complete: key with NUL': () => complete({ values: { close_value: '1' }, key: 'a\0' }, '/key'),
        'complete: key without end': () =>
          complete({ values: { close_value: '1' }, key: 'x'.repeat(100_000) }, '/key'),
        'complete: seconds': () => complete({ values: { close_value: '1' }, seconds: 'x' }, '/seconds'),
        'complete: seconds below none': () =>
          complete({ values: { close_value: '1' }, seconds: -5 }, '/seconds'),
        'complete: seconds without end': () =>
          complete({ values: { close_value: '1' }, seconds: 1e300 }, '/seconds'),
        'complete: version a text': () =>
          complete({ values: { close_value: '1' }, version: '1' }, '/version'),
        'complete: other version': () => complete({ values: { close_value: '1' }, version: 99 }),
        'complete: unknown key': () => complete({ values: { close_value: '1' }, effects: [] }, '/effects'),
        'snooze: no moment': () => work('snooze', { until: 'tomorrow', version: task.version }, '/until'),
        'snooze: in the past': () => work('snooze', { until: '2001-01-01T00:00:00Z', version: task.version }),
        'snooze: never': () => work('snooze', { until: '+275760-09-13T00:00:00Z', version: task.version }),
        'snooze: an object': () => work('snooze', { until: {}, version: task.version }, '/until'),
        'return: no such queue': () => work('return', { queue: 'nope', version: task.version }, '/queue'),
        'return: prototype': () => work('return', { queue: 'constructor', version: task.version }, '/queue'),
        'return: version': () => work('return', { queue: 'open_deals', version: 99 }),
        'handover: nobody': () => work('handover', { operator: absent, version: task.version }, '/operator'),
        'handover: no id': () =>
          work('handover', { operator: "x' or 1=1", version: task.version }, '/operator'),
        'handover: an account': () =>
          work('handover', { operator: account.id, version: task.version }, '/operator'),
        'cancel: note a list': () => work('cancel', { note: ['x'], version: task.version }, '/note'),
        'cancel: by who may not': () => ({ ...work('cancel', { version: task.version }), by: () => agent }),
        'claim: no ids': () => post('/work/queues/open_deals/claim', { tasks: ['x'] }),
        'claim: a text': () => post('/work/queues/open_deals/claim', { tasks: task.id }, '/tasks'),
        'claim: what is not waiting': () => post('/work/queues/open_deals/claim', { tasks: [absent] }),
        'claim: count': () => post('/work/queues/open_deals/claim', { count: 1e9 }, '/count'),
        'preview: nothing': () => post('/segmentations/preview', {}),
        'preview: a list': () => post('/segmentations/preview', { document: [] }),
        'roles: none such': () => ({
          method: 'PUT',
          path: `/admin/users/${absent}/roles`,
          body: { roles: ['nope'] },
        }),
        'roles: a text': () => ({
          method: 'PUT',
          path: `/admin/users/${absent}/roles`,
          body: { roles: 'x' },
          at: '/roles',
        }),
        'preferences: zone': () => ({
          method: 'PATCH',
          path: '/session/preferences',
          body: { timeZone: 'Mars/Base' },
        }),
        'preferences: language': () => ({
          method: 'PATCH',
          path: '/session/preferences',
          body: { language: 'xx' },
          at: '/language',
        }),
        'password: wrong': () => post('/session/password', { current: 'nope', next: 'long enough for all' }),
        'sign-in: objects': () => post('/session', { email: { a: 1 }, password: ['x'] }, '/email'),
        'sign-in: NUL': () => post('/session', { email: 'a\0@b.c', password: 'x' }, '/email'),
        'sign-in: half a pair': () => post('/session', '{"email":"\\ud800@b.c","password":"x"}'),
        'first: no token': () =>
          post('/session/first', { token: 'x', name: 'n', email: 'e@x.de', password: 'p' }),
      }),
    ).toEqual([]);
  }, 120_000);

  it('documents', async () => {
    const field = (more: object) => ({ id: 'extra', type: 'text', label: 'Extra', ...more });
    const product = (extra: object, more: object = {}) =>
      JSON.stringify({
        kind: 'entity',
        id: 'thing',
        label: 'Thing',
        labelPlural: 'Things',
        icon: 'bank',
        titleField: 'name',
        fields: [{ id: 'name', type: 'text', label: 'Name', required: true }, extra],
        ...more,
      });
    const segmentation = (when: unknown) =>
      JSON.stringify({
        kind: 'segmentation',
        id: 'thing_value',
        label: 'Value',
        entity: 'account',
        period: 'continuous',
        segments: [{ id: 'a', label: 'A', color: 'blue', when }],
        otherwise: { id: 'b', label: 'B', color: 'neutral' },
        exclusivity: 'ordered',
      });
    let nested: unknown = true;
    for (let level = 0; level < 40; level++) nested = { '!': nested };
    const wide = { or: Array.from({ length: 3_000 }, (_, n) => ({ '==': [{ var: 'name' }, `n${n}`] })) };
    const costly = {
      and: Array.from({ length: 30 }, () => ({
        exists: ['opportunities', { '==': [{ var: 'stage' }, 'won'] }],
      })),
    };
    const bad: { readonly [name: string]: readonly [document: string, place: string] } = {
      'no JSON': ['{', ''],
      empty: ['', ''],
      'a list': ['[]', ''],
      null: ['null', ''],
      'deep JSON': [deep(100_000), ''],
      'deep in a document': [`{"kind":"entity","id":"thing","fields":${deep(100_000)}}`, ''],
      'deep objects in a rule': [
        `{"kind":"segmentation","id":"thing_value","entity":"account","segments":[{"id":"a","when":${deep(50_000, '{"!":', '}').replace(':}', ':true}')}}]}`,
        'segmentation/thing_value',
      ],
      'a key twice': ['{"kind":"entity","id":"thing","id":"other"}', 'entity/'],
      'unknown kind': ['{"kind":"spell","id":"x"}', ''],
      'kind of the prototype': ['{"kind":"constructor","id":"x"}', ''],
      'kind is a list': ['{"kind":["entity"],"id":"x"}', ''],
      'no id': ['{"kind":"entity"}', 'entity/'],
      'own prototype': ['{"kind":"entity","id":"thing","__proto__":{"x":1}}', 'entity/thing'],
      'id with NUL': [product(field({ id: 'a\0' })), 'entity/thing/fields/1'],
      'id of 64 bytes': [product(field({ id: `f${'x'.repeat(63)}` })), 'entity/thing/fields/1'],
      'id of the system': [product(field({ id: 'version' })), 'entity/thing/fields/1'],
      'id is a row of rules': [product(field({ id: 'viewer' })), 'entity/thing/fields/1'],
      'id with quotes': [product(field({ id: 'a"; drop table x' })), 'entity/thing/fields/1'],
      'id of the prototype': [product(field({ id: '__proto__' })), 'entity/thing/fields/1'],
      'id in capitals': [product(field({ id: 'Extra' })), 'entity/thing/fields/1'],
      'two of one id': [product(field({ id: 'name' })), 'entity/thing/fields/1'],
      'two documents of one id': [documents[0] ?? '', ''],
      'unknown type': [product(field({ type: 'spell' })), 'entity/thing/fields/1/type'],
      'type of the prototype': [product(field({ type: 'constructor' })), 'entity/thing/fields/1/type'],
      'type is an object': [product(field({ type: {} })), 'entity/thing/fields/1/type'],
      'unknown option': [product(field({ options: { nope: 1 } })), 'entity/thing/fields/1/options'],
      'wrong option': [product(field({ options: { maxLength: '5' } })), 'entity/thing/fields/1/options'],
      'option out of range': [
        product(field({ options: { maxLength: 1e12 } })),
        'entity/thing/fields/1/options',
      ],
      'wrong default': [product(field({ type: 'integer', default: 'x' })), 'entity/thing/fields/1/default'],
      'default with NUL': [product(field({ default: 'a\0' })), 'entity/thing/fields/1/default'],
      'label with NUL': [product(field({ label: 'a\0b' })), 'entity/thing/fields/1/label'],
      'label with half a pair': [
        product(field({ label: 'marked' })).replace('marked', '\\ud800'),
        'entity/thing/fields/1/label',
      ],
      'no such title': [product(field({}), { titleField: 'nope' }), 'entity/thing/titleField'],
      'relation to nothing': [
        product(field({ type: 'relation', options: { cardinality: 'one', to: 'nope' } })),
        'entity/thing/fields/1/options/to',
      ],
      'relation without its other side': [
        product(field({ type: 'relation', options: { cardinality: 'inverse', to: 'account', via: 'nope' } })),
        'entity/thing/fields/1/options/via',
      ],
      'relation that is its own inverse': [
        product(field({ type: 'relation', options: { cardinality: 'inverse', to: 'thing', via: 'extra' } })),
        'entity/thing/fields/1/options/via',
      ],
      'no JSON rule': [segmentation('x > 1'), 'segmentation/thing_value/segments/0/when'],
      'rule too deep': [segmentation(nested), 'segmentation/thing_value/segments/0/when'],
      'rule too large': [segmentation(wide), 'segmentation/thing_value/segments/0/when'],
      'rule too costly': [segmentation(costly), 'segmentation/thing_value/segments/0/when'],
      'rule over nothing': [
        segmentation({ '==': [{ var: 'nope' }, 1] }),
        'segmentation/thing_value/segments/0/when',
      ],
      'rule of code': [
        segmentation({ method: ['x', 'constructor'] }),
        'segmentation/thing_value/segments/0/when',
      ],
      'rule that is no condition': [segmentation(5), 'segmentation/thing_value/segments/0/when'],
      'rule with NUL': [
        segmentation({ '==': [{ var: 'name' }, 'a\0'] }),
        'segmentation/thing_value/segments/0/when',
      ],
      'endless pattern': [product(field({ options: { pattern: '^(a+)+$' } })), 'entity/thing/fields/1'],
    };
    const attempts: { [name: string]: () => Attempt } = {};
    for (const [name, [document, at]] of Object.entries(bad)) {
      attempts[`publish ${name}`] = () =>
        post('/config/publish', { base, note: '', documents: [...documents, document] }, at);
    }
    attempts['publish on another base'] = () => post('/config/publish', { base: 999, note: '', documents });
    attempts['publish: base as text'] = () => post('/config/publish', { base: '1', documents }, '/base');
    attempts['publish: a number among documents'] = () =>
      post('/config/publish', { base, documents: [1] }, '/documents');
    attempts['publish: documents as text'] = () =>
      post('/config/publish', { base, documents: 'x' }, '/documents');
    attempts['publish: note'] = () => post('/config/publish', { base, documents, note: { a: 1 } }, '/note');
    attempts['publish: note with NUL'] = () =>
      post('/config/publish', { base, documents, note: 'a\0' }, '/note');
    attempts['publish: unknown'] = () => post('/config/publish', { base, documents, force: true }, '/force');
    attempts['publish by who may not'] = () => ({
      ...post('/config/publish', { base, documents }),
      by: () => agent,
    });
    for (const place of [
      'entity/Bad%20Id',
      'spell/x',
      '__proto__/x',
      'entity/__proto__',
      'entity/%00',
      `entity/${'x'.repeat(64)}`,
    ]) {
      attempts[`draft at ${place}`] = () => ({
        method: 'PUT',
        path: `/config/draft/documents/${place}`,
        body: { content: '{}', revision },
      });
      attempts[`no draft at ${place}`] = () => ({
        method: 'DELETE',
        path: `/config/draft/documents/${place}?revision=${revision}`,
      });
    }
    const put = (body: unknown, at?: string): Attempt => ({
      ...post('/config/draft/documents/entity/account', body, at),
      method: 'PUT',
    });
    attempts['draft: no revision'] = () => put({ content: '{}' }, '/revision');
    attempts['draft: other revision'] = () => put({ content: '{}', revision: 99_999 });
    attempts['draft: an object'] = () => put({ content: {}, revision }, '/content');
    attempts['draft: NUL'] = () => put({ content: '{"a":"\0"}', revision }, '/content');
    attempts['draft: half a pair'] = () =>
      put(`{"content":"{\\"a\\":\\"\\ud800\\"}","revision":${revision}}`, '/content');
    attempts['draft: without end'] = () => put({ content: 'x'.repeat(1_000_001), revision }, '/content');
    attempts['draft: rebase'] = () => post('/config/draft/rebase', { revision, keep: 'mine' });
    attempts['plan: documents'] = () => post('/config/plan', { documents: [null] }, '/documents');
    expect(await refuseAll(attempts)).toEqual([]);
    // A plan of the same documents tells the same problems without being an error.
    for (const [name, [document]] of Object.entries(bad)) {
      const { status, body } = await client.call<{ problems: { severity: string }[] }>(
        'POST',
        '/config/plan',
        {
          documents: [...documents, document],
        },
      );
      expect([name, status, body.problems?.some(({ severity }) => severity === 'error')]).toEqual([
        name,
        200,
        true,
      ]);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  }, 120_000);
});
