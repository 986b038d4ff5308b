import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { DocumentChange } from '@tenon/model';
import type { LiveRelease } from './live.ts';
import type { Releases } from './releases.ts';
import { type Company, entity, fill, openReleases, settled } from './testing/company.ts';

let company: Company;
beforeEach(async () => {
  company = await openReleases();
});
afterEach(() => company.close());

const size = { id: 'size', type: 'integer' };
const publish = (node: Releases, ...documents: string[]) =>
  node.publish({ documents, base: node.current().number, note: '', by: null });

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 200) throw new Error('It never came');
    await sleep(20);
  }
}

describe('following', () => {
  it('[RL8] tells every node of a release, with what changed, once', async () => {
    const other = await company.node({ pollMs: 60_000 });
    const heard: [string, number, string[]][] = [];
    const listen = (name: string) => (release: LiveRelease, changes: readonly DocumentChange[]) => {
      heard.push([name, release.number, changes.map(({ document, change }) => `${document.id} ${change}`)]);
    };
    company.releases.onPublished(listen('here'));
    const silence = other.onPublished(listen('there'));
    await publish(company.releases, entity('account'));
    await until(() => other.current().number === 1);
    expect(heard.sort()).toEqual([
      ['here', 1, ['account added']],
      ['there', 1, ['account added']],
    ]);
    expect(other.current().model.entities.has('account')).toBe(true);
    silence();
    await publish(other, entity('account', [size]));
    await until(() => company.releases.current().number === 2);
    expect(heard.slice(2)).toEqual([['here', 2, ['account changed']]]);
  });

  it('[RL8] finds a release that no notification told of', async () => {
    const other = await company.node({ pollMs: 50 });
    await publish(company.releases, entity('account'));
    await until(() => other.current().number === 1);
    // What another process would do whose notification got lost.
    await company.db.query(sql`update tenon.live set release = 0`);
    await until(() => other.current().number === 0);
  });

  it('[RL8] goes on with the others when a handler fails', async () => {
    const reported: unknown[] = [];
    const node = await company.node({ report: (error) => reported.push(error) });
    const heard: number[] = [];
    node.onChange(() => {
      throw new Error('a broken handler');
    });
    node.onChange((release) => heard.push(release.number));
    await publish(node, entity('account'));
    expect(heard).toEqual([1]);
    expect(reported).toMatchObject([{ message: 'a broken handler' }]);
  });

  it('[RL9] refuses to start on a release that it does not understand', async () => {
    await publish(company.releases, entity('account', [size]));
    const broken = entity('account', [{ id: 'size', type: 'from_the_future' }]);
    await company.db.query(sql`update tenon.documents set content = ${broken}`);
    await expect(company.node()).rejects.toMatchObject({
      code: 'invalid-configuration',
      message: expect.stringContaining('newer version'),
    });
  });

  it('[RL10] keeps what is computed once as long as the release lives', async () => {
    const before = company.releases.current();
    let made = 0;
    const make = () => ++made;
    expect([before.memo('a', make), before.memo('a', make), before.memo('b', make)]).toEqual([1, 1, 2]);
    expect(before.access(['x', 'y'])).toBe(before.access(['y', 'x']));
    await publish(company.releases, entity('account'));
    expect(company.releases.current()).not.toBe(before);
    expect(company.releases.current().memo('a', make)).toBe(3);
    expect(before.model.entities.has('account')).toBe(false);
  });

  it('[TB6] keeps a removed column in place until no request can use it', async () => {
    const node = await company.node({ graceMs: 400 });
    await company.releases.stop();
    await publish(node, entity('account', [size]));
    await fill(company.db, 'account', [{ name: 'a', size: '1' }]);
    await publish(node, entity('account'));
    await settled(node);
    expect(await company.db.query(sql`select size from records.account`)).toEqual([{ size: '1' }]);
    await sleep(500);
    await settled(node);
    await expect(company.db.query(sql`select size from records.account`)).rejects.toThrow('size');
  });
});

describe('doctor', () => {
  const codes = async () => (await company.releases.doctor()).map(({ code }) => code);

  it('[RL14] names what was tampered with', async () => {
    const unique = { ...size, unique: true };
    await publish(company.releases, entity('account', [unique, { id: 'city', type: 'text' }]));
    await settled(company.releases);
    expect(await codes()).toEqual([]);
    const { db } = company;
    await db.query(sql`alter table records.account drop column city`);
    await db.query(sql`alter table records.team alter column version type bigint`);
    expect(await codes()).toEqual(['table-differs', 'table-differs']);
    await db.query(sql`update tenon.documents set content = content || ' '`);
    expect(await codes()).toEqual([
      'release-without-documents',
      'document-damaged',
      'table-differs',
      'table-differs',
    ]);
  });

  it('[RL14] finds retired data that is gone', async () => {
    await publish(company.releases, entity('account', [size]));
    const { number } = await publish(company.releases, entity('account'));
    await settled(company.releases);
    await company.db.query(sql`alter table records.account drop column ${sql.id(`size~${number}`)}`);
    expect(await codes()).toEqual(['retired-lost']);
  });

  it('[RL14] [TB12] reports an index that cannot be built, and keeps trying', async () => {
    await publish(company.releases, entity('account', [size]));
    await fill(company.db, 'account', [
      { name: 'a', size: '1' },
      { name: 'b', size: '1' },
    ]);
    await publish(
      company.releases,
      entity('account', [size], { sort: [{ field: 'size', direction: 'asc' }] }),
    );
    await settled(company.releases);
    const { db } = company;
    await db.query(sql`drop index records.${sql.id(await indexLike('account.order'))}`);
    await db.query(sql`
      insert into tenon.pending_steps (name, schema_name, table_name, release, since, attempts, error)
      values ('account.order', 'records', 'account', 2, now(), 1, 'no room')`);
    expect(await codes()).toEqual(['index-pending', 'table-differs']);
    await settled(company.releases);
    expect(await codes()).toEqual([]);
  });

  async function indexLike(prefix: string): Promise<string> {
    const [row] = await company.db.query<{ name: string }>(
      sql`select indexname as name from pg_indexes where indexname like ${`${prefix}%`}`,
    );
    return row?.name ?? '';
  }
});
