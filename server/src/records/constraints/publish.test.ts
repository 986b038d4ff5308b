/** Combinations that become unique over records that are there. */

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { textIn } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import { type Company, entity, fill, openReleases } from '../../releases/testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openReleases();
});
afterAll(() => company.close());

const by = { id: '01890000-0000-7000-8000-000000000001', name: 'Ada' };
const fields = [{ id: 'city', type: 'text' }];
const plain = entity('account', fields);
const unique = JSON.stringify({
  ...(JSON.parse(plain) as object),
  uniques: [{ id: 'name_in_city', label: 'Name in its city', fields: ['name', 'city'], ignoreCase: true }],
});

describe('publishing a combination that is to be unique', () => {
  it('is refused over values that are alike, at its place and with how many there are; then it holds', async () => {
    const publish = (documents: string[]) =>
      company.releases.publish({ documents, base: company.releases.current().number, note: '', by });
    await publish([plain]);
    const name = '华为技术有限公司';
    const [first = ''] = await fill(company.db, 'account', [
      { name: `${name}（上海）`, city: 'Shanghai' },
      { name: `${name}(上海)`, city: 'SHANGHAI' },
      { name, city: null },
      { name, city: null },
    ]);
    expect(first).not.toBe('');
    const plan = await company.releases.plan([unique]);
    expect(plan.problems).toMatchObject([
      { code: 'unique-has-duplicates', severity: 'error', pointer: '/uniques/0' },
    ]);
    expect(plan.tables.map(({ text }) => textIn(text, 'en')).join()).toContain('Name in its city');
    await expect(publish([unique])).rejects.toMatchObject({ code: 'invalid-configuration' });
    await company.db.query(sql`update records.account set city = 'Suzhou' where id = ${first}::uuid`);
    await publish([unique]);
    await expect(
      fill(company.db, 'account', [{ name: `${name} (上海)`.replace(' ', ''), city: 'suzhou' }]),
    ).rejects.toMatchObject({ code: '23505' });
  });
});
