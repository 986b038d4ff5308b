import { describe, expect, it } from '@jest/globals';
import { entity, openReleases, segmentation } from './testing/company.ts';

describe('scratch', () => {
  it('publishes', async () => {
    const company = await openReleases();
    expect(company.releases.current().number).toBe(0);
    const documents = [
      entity('account', [
        { id: 'n', type: 'integer' },
        { id: 'tags', type: 'relation', options: { to: 'team', cardinality: 'many' } },
      ]),
      segmentation('value', 'account'),
    ];
    const plan = await company.releases.plan(documents);
    console.log(
      JSON.stringify(plan.problems, null, 1),
      plan.tables.map((t) => t.text),
    );
    const t = Date.now();
    const r = await company.releases.publish({ documents, base: 0, note: 'x', by: null });
    console.log(r, Date.now() - t);
    expect((await company.releases.plan(documents)).empty).toBe(true);
    expect(await company.releases.doctor()).toEqual([]);
    await company.close();
  });
});
