import { afterEach, describe, expect, it } from '@jest/globals';
import { type ApiAnswer, type ApiRequest, problem, startApiServer } from '../testing/api-server.ts';
import { createApi } from './api.ts';
import { ApiError, ConnectionError } from './api-error.ts';

const session = {
  user: { id: 'u1', name: 'Ada', email: null, language: 'en', timeZone: 'UTC', roles: [], roleLabels: [] },
  capabilities: ['work'],
  csrf: 'token-1',
};
let server: Awaited<ReturnType<typeof startApiServer>>;
afterEach(() => server.close());

async function apiOver(answer: (request: ApiRequest) => ApiAnswer) {
  server = await startApiServer(answer);
  const seen: { signedOut: number; releases: number[]; connected: boolean[] } = {
    signedOut: 0,
    releases: [],
    connected: [],
  };
  const api = createApi({
    base: server.base,
    language: () => 'zh-CN',
    onSignedOut: () => {
      seen.signedOut += 1;
    },
    onRelease: (release) => seen.releases.push(release),
    onConnection: (connected) => seen.connected.push(connected),
  });
  return { api, seen };
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('api client', () => {
  it('sends the token of the session with writes, and with them alone', async () => {
    const { api } = await apiOver(({ path }) => ({ body: path.startsWith('/session') ? session : {} }));
    await api.session.read();
    await api.records.create('account', { name: 'Acme' });
    await api.records.read('account', 'a 1');
    const [, write, read] = server.requests;
    expect(write?.headers['x-csrf-token']).toBe('token-1');
    expect(write?.body).toEqual({ name: 'Acme' });
    expect(read?.headers['x-csrf-token']).toBeUndefined();
    expect(read?.path).toBe('/records/account/a%201?titles=true');
  });

  it('asks for texts in the language of the reader, and tells the release of each answer', async () => {
    const { api, seen } = await apiOver(() => ({ body: {}, headers: { 'x-tenon-release': '7' } }));
    await api.work.why('t1');
    expect(server.requests[0]?.headers['accept-language']).toBe('zh-CN');
    expect(seen.releases).toEqual([7]);
  });

  it('guards updates with the version that they are based on', async () => {
    const { api } = await apiOver(() => ({ body: { id: 'a1', version: 4 } }));
    await api.records.update('account', 'a1', 3, { name: 'Acme' });
    expect(server.requests[0]).toMatchObject({ method: 'PATCH', headers: { 'if-match': '"3"' } });
  });

  it('turns problem details into a typed error with all that they hold', async () => {
    const current = { id: 'a1', version: 9, name: 'Theirs' };
    const { api } = await apiOver(() => problem(409, 'version-conflict', { current }));
    const error = await refusal(api.records.update('account', 'a1', 3, {}));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, code: 'version-conflict', problem: { current } });
  });

  it('says when the session has ended, but not when a password was wrong', async () => {
    const { api, seen } = await apiOver(({ method }) =>
      problem(401, method === 'POST' ? 'sign-in-failed' : 'not-signed-in'),
    );
    await refusal(api.session.signIn('a@b.example', 'wrong'));
    expect(seen.signedOut).toBe(0);
    await refusal(api.model());
    expect(seen.signedOut).toBe(1);
  });

  it('makes an error of an answer that is no problem details', async () => {
    const { api } = await apiOver(() => ({ status: 502, text: '<h1>Bad gateway</h1>' }));
    expect(await refusal(api.model())).toMatchObject({ name: 'ApiError', status: 502, code: 'http-502' });
  });

  it('tells silence from refusal', async () => {
    const { api, seen } = await apiOver(() => ({ body: {} }));
    await server.close();
    expect(await refusal(api.model())).toBeInstanceOf(ConnectionError);
    expect(seen.connected).toEqual([false]);
  });

  it('writes the form of a file beside what it is to hold', async () => {
    const { api } = await apiOver(() => ({ body: {} }));
    const url = api.records.exportUrl(
      'account',
      { fields: ['name'], search: '王' },
      { format: 'csv', mark: true },
    );
    expect(Object.fromEntries(new URL(`http://x${url}`).searchParams)).toEqual({
      fields: 'name',
      search: '王',
      format: 'csv',
      mark: 'true',
    });
  });
});
