/** The search box over HTTP: what it takes, what it refuses, and whom it tells what. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProblemDetails, SearchBody } from '@tenon/model';
import { anonymous, type Client, fixtureApp, type Instance, startInstance } from '../support/index.ts';

let instance: Instance;
let administrator: Client;
beforeAll(async () => {
  instance = await startInstance(fixtureApp('hardware-sales'));
  administrator = (await instance.user('Adam Administrator', ['administrator'])).client;
  await administrator.call('POST', '/records/account', { name: '上海天马 Pegasus' });
  await instance.tenon.search.catchUp();
}, 60_000);
afterAll(() => instance.close());

const find = (client: Client, query: string) =>
  client.call<SearchBody & ProblemDetails>('GET', `/search?${query}`);

describe('GET /search', () => {
  it('finds records of every entity, soon after they were written', async () => {
    const { status, body } = await find(administrator, `q=${encodeURIComponent('天马')}&limit=5`);
    expect([status, body.ready]).toEqual([200, true]);
    expect(body.hits).toMatchObject([
      { entity: 'account', title: '上海天马 Pegasus', ranges: [[2, 4]], fit: 'part' },
    ]);
    await administrator.call('POST', '/records/account', { name: 'Just written down' });
    let found = 0;
    for (let tries = 0; tries < 100 && found === 0; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      found = (await find(administrator, 'q=written')).body.hits.length;
    }
    expect(found).toBe(1);
  });

  it.each([
    ['', 'q'],
    ['text=x', 'text'],
    ['q=x&limit=0', 'limit'],
    ['q=x&limit=101', 'limit'],
    ['q=x&limit=many', 'limit'],
    ['q=x&q=y', 'q'],
    [`q=x&entities=${'a,'.repeat(100)}`, 'entities'],
  ])('refuses %.20s', async (query, pointer) => {
    const { status, body } = await find(administrator, query);
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });

  it('refuses what is too long and what is no text', async () => {
    for (const [query, code] of [
      [`q=${'x'.repeat(10_000)}`, 'limit-exceeded'],
      ['q=a%00b', 'invalid-input'],
      ['q=%ff%fe', 'invalid-input'],
    ] as const) {
      const { status, body } = await find(administrator, query);
      expect([query.slice(0, 20), status, body.code]).toEqual([query.slice(0, 20), 400, code]);
    }
    expect((await find(anonymous(instance.url), 'q=x')).status).toBe(401);
  });
});
