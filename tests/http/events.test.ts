/** Live updates: what changed reaches open pages, and only those who may know. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { fixtureApp, type Instance, type Person, startInstance } from '../support/index.ts';

let instance: Instance;
let administrator: Person;
beforeAll(async () => {
  instance = await startInstance(fixtureApp('hardware-sales'));
  administrator = await instance.user('Adam Administrator', ['administrator']);
}, 60_000);
afterAll(() => instance.close());

/** The events of a stream until it is closed. */
async function listen(person: Person) {
  const { token } = await instance.tenon.identity.sessions.issueToken(person.id, 'test', 1);
  const abort = new AbortController();
  const response = await fetch(`${instance.url}/api/v1/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  const events: { type: string; entity?: string; number?: number }[] = [];
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      for (const line of decoder.decode(chunk as Uint8Array, { stream: true }).split('\n')) {
        if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)) as (typeof events)[number]);
      }
    }
  })().catch(() => undefined);
  return {
    status: response.status,
    events,
    async until(found: (event: (typeof events)[number]) => boolean) {
      for (let wait = 0; wait < 100 && !events.some(found); wait++)
        await new Promise((resolve) => setTimeout(resolve, 50));
      return events.some(found);
    },
    async close() {
      abort.abort();
      await reading;
    },
  };
}

describe('live updates', () => {
  it('tell of a changed record, also when its transaction was open for long', async () => {
    const stream = await listen(administrator);
    try {
      // Another transaction, begun before and still open, holds back nobody.
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const open = instance.tenon.db.transaction(async (tx) => {
        await tx.query(sql`select pg_current_xact_id()`);
        await held;
      });
      await administrator.client.call('POST', '/records/product', { name: 'Lamp 灯' });
      expect(await stream.until(({ entity }) => entity === 'product')).toBe(true);
      release();
      await open;
    } finally {
      await stream.close();
    }
  });

  it('keep from a viewer what they may not read', async () => {
    const agent = await instance.user('Nora Nobody', ['sales_agent']);
    await instance.tenon.db.query(
      sql`update tenon.user_roles set role = 'nothing' where user_id = ${agent.id}`,
    );
    instance.tenon.identity.viewers.forget();
    const stream = await listen(agent);
    const watcher = await listen(administrator);
    try {
      await administrator.client.call('POST', '/records/account', { name: 'Secret GmbH' });
      expect(await watcher.until(({ entity }) => entity === 'account')).toBe(true);
      expect(stream.status).toBe(200);
      expect(stream.events.filter(({ type }) => type === 'record')).toEqual([]);
    } finally {
      await stream.close();
      await watcher.close();
    }
  });

  it('tell of a new release', async () => {
    const stream = await listen(administrator);
    try {
      const { number } = instance.tenon.releases.current();
      await instance.tenon.releases.rollback(number, null);
      expect(await stream.until((event) => event.type === 'release' && event.number === number + 1)).toBe(
        true,
      );
    } finally {
      await stream.close();
    }
  });
});
