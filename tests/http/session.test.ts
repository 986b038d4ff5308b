/** Getting in, and being let go. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  anonymous,
  fixtureApp,
  type Instance,
  type Person,
  signIn,
  startInstance,
  withToken,
} from '../support/index.ts';

let instance: Instance;
let agent: Person;
beforeAll(async () => {
  instance = await startInstance(fixtureApp('hardware-sales'));
  agent = await instance.user('Ada Agent', ['sales_agent']);
}, 60_000);
afterAll(() => instance.close());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('signing in', () => {
  it('[U2] answers alike for a wrong password and for nobody', async () => {
    const client = anonymous(instance.url);
    const wrong = await client.call('POST', '/session', { email: agent.email, password: 'not the password' });
    const nobody = await client.call('POST', '/session', {
      email: 'nobody@example.com',
      password: 'not the password',
    });
    expect(wrong.status).toBe(401);
    expect(nobody.status).toBe(401);
    expect(nobody.body).toEqual(wrong.body);
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  it('keeps the session in a cookie that scripts cannot read', async () => {
    const answer = await anonymous(instance.url).call('POST', '/session', {
      email: agent.email.toUpperCase(),
      password: agent.password,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect(answer.headers.get('set-cookie')).toMatch(/SameSite=Lax/);
    expect(JSON.stringify(answer.body)).not.toContain('ts_');
  });

  it('[U1] lets nobody guess on, and the right user in again later', async () => {
    const victim = await instance.user('Vera Victim', ['sales_agent']);
    const statuses: number[] = [];
    for (let guess = 0; guess < 13; guess++) {
      statuses.push(
        (
          await anonymous(instance.url).call('POST', '/session', {
            email: ` ${victim.email} `,
            password: `guess ${guess}`,
          })
        ).status,
      );
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429, 429]);
    const refused = await anonymous(instance.url).call('POST', '/session', {
      email: victim.email,
      password: victim.password,
    });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  });

  it('[X7] refuses a write by cookie that does not carry the token of the session', async () => {
    const answer = await anonymous(instance.url).call('POST', '/session', {
      email: agent.email,
      password: agent.password,
    });
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const forged = anonymous(instance.url, { cookie });
    expect((await forged.call('GET', '/session')).status).toBe(200);
    const write = await forged.call('POST', '/records/account', { name: 'Forged' });
    expect([write.status, write.body.code]).toEqual([403, 'csrf-missing']);
    const other = await forged.call(
      'POST',
      '/records/account',
      { name: 'Forged' },
      { 'x-csrf-token': 'another' },
    );
    expect(other.status).toBe(403);
  });

  it('ends a session by signing out', async () => {
    const client = await signIn(instance.url, agent.email, agent.password);
    expect((await client.call('DELETE', '/session')).status).toBe(204);
    expect((await client.call('GET', '/session')).status).toBe(401);
  });
});

describe('being let go', () => {
  it('[U3] ends sessions and tokens of a user who is made inactive, within seconds', async () => {
    const leaver = await instance.user('Lee Leaver', ['sales_agent']);
    const { token } = await instance.tenon.identity.sessions.issueToken(leaver.id, 'test', undefined);
    const machine = withToken(instance.url, token);
    expect((await machine.call('GET', '/records/account')).status).toBe(200);
    const manager = await instance.user('Mia Manager', ['administrator']);
    const record = await manager.client.call('GET', `/records/user/${leaver.id}`);
    const patch = await manager.client.call(
      'PATCH',
      `/records/user/${leaver.id}`,
      { active: false },
      { 'if-match': record.headers.get('etag') ?? '' },
    );
    expect(patch.status).toBe(200);
    await pause(2_500);
    expect((await leaver.client.call('GET', '/session')).status).toBe(401);
    expect((await machine.call('GET', '/records/account')).status).toBe(401);
    expect(
      (
        await anonymous(instance.url).call('POST', '/session', {
          email: leaver.email,
          password: leaver.password,
        })
      ).status,
    ).toBe(401);
  });

  it('[U3] ends the other sessions when the password changes', async () => {
    const person = await instance.user('Pat Person', ['sales_agent']);
    const other = await signIn(instance.url, person.email, person.password);
    const change = await person.client.call('POST', '/session/password', {
      current: person.password,
      next: 'a longer password 新',
    });
    expect(change.status).toBe(204);
    await pause(2_100);
    expect((await other.call('GET', '/session')).status).toBe(401);
    expect((await person.client.call('GET', '/session')).status).toBe(200);
    await signIn(instance.url, person.email, 'a longer password 新');
  });

  it('lets a revoked token do nothing more', async () => {
    const { id, token } = await instance.tenon.identity.sessions.issueToken(agent.id, 'test', 1);
    const machine = withToken(instance.url, token);
    expect((await machine.call('GET', '/session')).status).toBe(200);
    await instance.tenon.identity.sessions.revokeToken(id);
    await pause(2_100);
    expect((await machine.call('GET', '/session')).status).toBe(401);
  });
});

describe('the first administrator', () => {
  it('[U5] is made once, however many try at once with one link', async () => {
    const fresh = await startInstance([]);
    try {
      const token = await fresh.tenon.identity.firstLink();
      const attempts = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          anonymous(fresh.url).call('POST', '/session/first', {
            token,
            name: `First ${n}`,
            email: `first${n}@example.com`,
            password: 'first of all of us',
          }),
        ),
      );
      expect(attempts.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(attempts.filter(({ status }) => status === 403)).toHaveLength(19);
      const winner = attempts.find(({ status }) => status === 200);
      expect(winner?.body.capabilities).toContain('configure');
      expect(await fresh.tenon.identity.firstLink()).toBeUndefined();
    } finally {
      await fresh.close();
    }
  }, 60_000);
});

describe('roles', () => {
  it('[A9] cannot be handed out beyond what one holds oneself', async () => {
    const keeper = await instance.user('Kim Keeper', ['administrator']);
    const own = await keeper.client.call('PUT', `/admin/users/${keeper.id}/roles`, {
      roles: ['sales_agent'],
    });
    expect([own.status, own.body.code]).toEqual([409, 'state-conflict']);
    const unknown = await keeper.client.call('PUT', `/admin/users/${agent.id}/roles`, { roles: ['emperor'] });
    expect(unknown.status).toBe(400);
    const self = await agent.client.call('PUT', `/admin/users/${agent.id}/roles`, {
      roles: ['administrator'],
    });
    expect(self.status).toBe(403);
  });
});
