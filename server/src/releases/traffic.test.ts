import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { systemContext } from '../identity/viewers.ts';
import { createRecords } from '../records/index.ts';
import { createOwnershipGate } from '../work/index.ts';
import type { LiveRelease } from './live.ts';
import { type Company, entity, openReleases, settled } from './testing/company.ts';

let company: Company;
beforeEach(async () => {
  company = await openReleases({ graceMs: 1_000 });
});
afterEach(() => company.close());

const now = () => new Date().toISOString();
const records = createRecords({ now, ownership: createOwnershipGate() });
const versions = [
  [entity('account', [{ id: 'size', type: 'integer' }])],
  [entity('account', [{ id: 'city', type: 'text' }], { sort: [{ field: 'name', direction: 'asc' }] })],
  [
    entity('account', [
      { id: 'size', type: 'decimal' },
      { id: 'city', type: 'text', unique: true },
    ]),
  ],
];

describe('requests while releases change', () => {
  it('[RL1] [RL8] [TB6] are each served whole by the release that they are bound to', async () => {
    const publish = async (documents: readonly string[]) => {
      const base = company.releases.current().number;
      await company.releases.publish({ documents, base, note: '', by: null });
    };
    await publish(versions[0] ?? []);
    let publishing = true;
    let written = 0;
    const failures: unknown[] = [];

    /** A request: bound to a release when it starts, and still at work a moment later. */
    const request = async (release: LiveRelease): Promise<void> => {
      const context = systemContext({ db: company.db, now }, release, 'api');
      const fields = release.model.entities.get('account')?.fields;
      const values = { name: `record ${++written}`, ...(fields?.has('city') && { city: `city ${written}` }) };
      const { id } = await records.create(context, 'account', values);
      const body = await records.read(context, 'account', id);
      expect(body).toMatchObject(values);
      expect('size' in body).toBe(fields?.has('size'));
      const page = await records.query(context, 'account', { limit: 5 });
      expect(page.items.length).toBeGreaterThan(0);
    };
    const client = async (): Promise<void> => {
      while (publishing) await request(company.releases.current()).catch((error) => failures.push(error));
    };
    const clients = [client(), client(), client()];
    for (let round = 1; round <= 9; round++) {
      await publish(versions[round % 3] ?? []);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    publishing = false;
    await Promise.all(clients);

    expect(failures).toEqual([]);
    const [row] = await company.db.query<{ count: string }>(sql`select count(*) from records.account`);
    expect(Number(row?.count)).toBe(written);
    await settled(company.releases);
    expect(await company.releases.doctor()).toEqual([]);
  });
});
