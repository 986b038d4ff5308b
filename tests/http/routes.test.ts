/** Every route of the running app × who calls it, against what its row in the table says; and the same refusals on twisted paths. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { schemaFindings, valueAt } from '@tenon/documents';
import { routes } from '../../server/src/http/routes/index.ts';
import type { AppServices } from '../../server/src/http/services.ts';
import { anonymous, type Client, fixtureApp, type Instance, startInstance } from '../support/index.ts';

let instance: Instance;
const clients: { [name: string]: Client } = {};
beforeAll(async () => {
  instance = await startInstance(fixtureApp('hardware-sales'));
  clients.nobody = anonymous(instance.url);
  clients.agent = (await instance.user('Ada Agent', ['sales_agent'])).client;
  clients.manager = (await instance.user('Mia Manager', ['sales_manager'])).client;
  clients.administrator = (await instance.user('Adam Administrator', ['administrator'])).client;
}, 60_000);
afterAll(() => instance.close());

const capabilities: { readonly [name: string]: readonly string[] } = {
  agent: ['work'],
  manager: ['manage_work'],
  administrator: ['configure', 'manage_users', 'manage_work', 'reveal_secrets', 'share_views', 'work'],
};

describe('routes', () => {
  it('[A4] let in exactly those whom the table names', async () => {
    const table = routes({ ...instance.tenon } as unknown as AppServices);
    expect(table.length).toBeGreaterThan(50);
    const wrong: string[] = [];
    for (const route of table) {
      // Streams stay open; signing out would end the client's session.
      if (route.path === '/events' || (route.path === '/session' && route.method === 'delete')) continue;
      const path = route.path
        .replace(':entity', 'account')
        .replace(':kind', 'entity')
        .replace(':number', '999')
        .replace(':id', '00000000-0000-7000-8000-000000000000');
      for (const [name, client] of Object.entries(clients)) {
        const body = route.method === 'get' || route.method === 'delete' ? undefined : {};
        const { status } = await client.call(route.method.toUpperCase(), path, body);
        const needs = route.needs;
        const held = capabilities[name] ?? [];
        const allowed =
          needs === 'anybody' ||
          (name !== 'nobody' && (needs === 'viewer' || needs.some((need) => held.includes(need))));
        const refused = name === 'nobody' ? status === 401 : status === 403;
        const place = `${name} ${route.method} ${route.path} → ${status}`;
        if (status >= 500) wrong.push(`${place} (failed)`);
        else if (!allowed && !refused) wrong.push(`${place} (should be refused)`);
        else if (allowed && status === 401 && !(route.path.startsWith('/session') && needs === 'anybody'))
          wrong.push(`${place} (should be let in)`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('answer what is described', async () => {
    const client = clients.administrator as Client;
    await client.call('POST', '/records/account', { name: 'Described' });
    await instance.tenon.search.catchUp();
    const { body: api } = await client.call('GET', '/openapi.json');
    const given: { readonly [path: string]: string } = {
      '/search': '?q=described',
      '/saved-views': '?entity=account',
      '/duplicates': '?entity=account',
    };
    const wrong: unknown[] = [];
    let looked = 0;
    for (const path of Object.keys(api.paths as object)) {
      if (path.includes('{') || path === '/events') continue;
      const place = `/paths/${path.replaceAll('/', '~1')}/get/responses/200/content/application~1json/schema`;
      const schema = valueAt(api, place) as { readonly [keyword: string]: unknown } | undefined;
      if (!schema) continue;
      const { status, body } = await client.call('GET', `${path}${given[path] ?? ''}`);
      // References lead into the whole description.
      const findings = schemaFindings({ ...schema, components: api.components }, body);
      if (status !== 200 || findings.length > 0) wrong.push({ path, status, findings });
      looked += 1;
    }
    expect(wrong).toEqual([]);
    expect(looked).toBeGreaterThan(20);
  });

  it('[A7] are no looser by another spelling of the path', async () => {
    const twisted = [
      '/api/v1//config/draft',
      '/api//v1/config/draft',
      '/api/v1/./config/draft',
      '/api/v1/config/draft/',
      '/api/v1/CONFIG/draft',
      '/api/v1/config%2fdraft',
      '/api/v1/config/draft?x=/session',
      '/api/v1/%63onfig/draft',
    ];
    for (const path of twisted) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const { status } = await (clients.agent as Client).call(
          method,
          path,
          method === 'PUT' ? {} : undefined,
          { 'x-http-method-override': 'GET', 'x-original-url': '/api/v1/session' },
        );
        expect([path, method, [403, 404].includes(status)]).toEqual([path, method, true]);
      }
    }
  });

  it('answer what is unknown with a problem, and never with a page', async () => {
    const { status, headers, body } = await (clients.agent as Client).call('GET', '/nothing/here');
    expect(status).toBe(404);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.code).toBe('not-found');
  });

  it('[I4] refuse parameters and bodies of the wrong shape', async () => {
    const client = clients.agent as Client;
    const repeated = await client.call('GET', '/records/account?limit=1&limit=2');
    expect([repeated.status, repeated.body.code]).toEqual([400, 'invalid-input']);
    for (const path of [
      '/records/account?where[x]=1',
      '/records/account?__proto__=1',
      '/records/account?limit=1e9',
      '/records/account?sort=',
      '/records/account?where=%7B',
    ]) {
      expect([path, (await client.call('GET', path)).status]).toEqual([path, 400]);
    }
    for (const body of [[], 'text', 7]) {
      expect(
        (await client.call('POST', '/records/account', body, { 'content-type': 'application/json' })).status,
      ).toBe(400);
    }
    const broken = await client.call('POST', '/records/account', '{"name": ', {
      'content-type': 'application/json',
    });
    expect([broken.status, broken.body.code]).toEqual([400, 'invalid-json']);
    const large = await client.call('POST', '/records/account', `{"name":"${'x'.repeat(3_000_000)}"}`, {
      'content-type': 'application/json',
    });
    expect([large.status, large.body.code]).toEqual([413, 'too-large']);
  });

  it('send the headers that keep a browser safe', async () => {
    const { headers } = await (clients.nobody as Client).call('GET', '/session');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
