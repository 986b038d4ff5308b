/** A process of its own that publishes two configurations in turn until it is killed; it tells each number that is live. */
import { openDatabase } from '../../database/index.ts';
import { createReleases } from '../releases.ts';
import { entity, segmentation } from './documents.ts';
import { registry } from './registry.ts';

const [url = ''] = process.argv.slice(2);
const db = await openDatabase({ url });
const releases = createReleases({ db, registry, now: () => new Date().toISOString(), graceMs: 0 });
await releases.start();
const odd = [
  entity('account', [
    { id: 'size', type: 'integer', unique: true },
    { id: 'parent', type: 'relation', options: { to: 'account', cardinality: 'one' } },
    { id: 'tags', type: 'relation', options: { to: 'team', cardinality: 'many' } },
  ]),
  segmentation('tiers', 'account'),
];
const even = [
  entity('account', [{ id: 'size', type: 'decimal' }], { sort: [{ field: 'size', direction: 'desc' }] }),
  entity('contact'),
];
for (;;) {
  const base = releases.current().number;
  const documents = base % 2 === 0 ? odd : even;
  try {
    const { number } = await releases.publish({ documents, base, note: '', by: null });
    process.stdout.write(`${number}\n`);
  } catch (error) {
    // Left-overs of a killed one may hold the tables for a moment.
    if ((error as { code?: string }).code !== 'timed-out') throw error;
  }
}
