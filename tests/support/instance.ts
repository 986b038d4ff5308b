/** A whole Tenon on a database of its own, listening on loopback, and clients that speak to it over HTTP. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemContext } from '../../server/src/identity/viewers.ts';
import { openTenon, serve } from '../../server/src/main.ts';
import type { Tenon } from '../../server/src/tenon.ts';
import { createTestDatabase } from './postgres.ts';

export interface Instance {
  readonly tenon: Tenon;
  readonly url: string;
  readonly databaseUrl: string;
  /** A user with these roles, and a client that has signed in as them by password. */
  user(
    name: string,
    roles: readonly string[],
    values?: { readonly [field: string]: unknown },
  ): Promise<Person>;
  close(): Promise<void>;
}

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly client: Client;
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Client {
  call<Body = Json>(
    method: string,
    path: string,
    body?: unknown,
    headers?: { readonly [name: string]: string },
  ): Promise<Answer<Body>>;
}

export type Json = { readonly [name: string]: unknown };

/** For tests alone. */
export const testSecretKeys = `k1:${'11'.repeat(21)}1= index:${'22'.repeat(21)}2=`;

export async function startInstance(documents: readonly string[]): Promise<Instance> {
  const database = await createTestDatabase();
  const tenon = await openTenon({ databaseUrl: database.url, secretKeys: testSecretKeys });
  if (documents.length > 0) {
    await tenon.releases.publish({
      documents,
      base: tenon.releases.current().number,
      note: 'Test',
      by: null,
    });
  }
  const serving = await serve(tenon, { port: 0, host: '127.0.0.1' });
  return {
    tenon,
    url: serving.url,
    databaseUrl: database.url,
    async user(name, roles, values = {}) {
      const release = tenon.releases.current();
      const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.com`;
      const password = `password of ${name}`;
      const record = await tenon.records.create(systemContext(tenon, release), 'user', {
        name,
        email,
        active: true,
        ...values,
      });
      await tenon.identity.setRoles(release, record.id, roles);
      await tenon.identity.setPassword(record.id, password);
      return { id: record.id, email, password, client: await signIn(serving.url, email, password) };
    },
    async close() {
      await serving.close();
      await database.drop();
    },
  };
}

/** A client that sends nothing of its own. */
export function anonymous(url: string, headers: { readonly [name: string]: string } = {}): Client {
  return {
    async call<Body>(
      method: string,
      path: string,
      body?: unknown,
      more: { readonly [name: string]: string } = {},
    ) {
      const raw = typeof body === 'string' || body instanceof Uint8Array;
      const response = await fetch(`${url}${path.startsWith('/api') ? '' : '/api/v1'}${path}`, {
        method,
        headers: {
          ...headers,
          ...(body !== undefined && !raw && { 'content-type': 'application/json' }),
          ...more,
        },
        ...(body !== undefined && { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
      });
      const text = await response.text();
      const json = /json/.test(response.headers.get('content-type') ?? '');
      return {
        status: response.status,
        headers: response.headers,
        body: (json ? JSON.parse(text) : text) as Body,
      };
    },
  };
}

/** Signs in by cookie; writes carry the token against forgery. */
export async function signIn(url: string, email: string, password: string): Promise<Client> {
  const answer = await anonymous(url).call('POST', '/session', { email, password });
  if (answer.status !== 200)
    throw new Error(`Sign-in answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return anonymous(url, { cookie, 'x-csrf-token': String(answer.body.csrf) });
}

export function withToken(url: string, token: string): Client {
  return anonymous(url, { authorization: `Bearer ${token}` });
}

const apps = join(import.meta.dirname, '..', 'fixtures', 'apps');

/** The documents of a fixture company. */
export function fixtureApp(name: string): readonly string[] {
  const folder = join(apps, name);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .sort()
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}

/** How a fixture company reads a file. */
export function fixtureMapping(app: string, name: string): { readonly [name: string]: unknown } {
  const path = join(apps, '..', 'imports', app, `${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as { readonly [name: string]: unknown };
}
