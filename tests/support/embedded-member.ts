/** A process of its own that uses a data folder's server until its input ends; it tells what it did, a line each. */
import { once } from 'node:events';
import { openEmbedded } from '@tenon/server/database';

const [dataDir = ''] = process.argv.slice(2);
const server = await openEmbedded({ dataDir, settings: { fsync: 'off' } });
console.log(server.url);
process.stdin.resume();
await once(process.stdin, 'end');
await server.release();
console.log('left');
