/** A process that works the imports of a test company's database, and is killed when more than so many chunks are in. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@tenon/expressions';
import { openDatabase } from '../../database/index.ts';
import { openCompanyIn } from './company.ts';
import { durableImports } from './imports.ts';

const [url = '', most = 'Infinity'] = process.argv.slice(2);
const db = await openDatabase({ url, poolSize: 4 });
const { jobs } = durableImports(openCompanyIn(db), []);
await jobs.start();
for (let isOver = false; !isOver; ) {
  const [found] = await db.query<{ chunks: number; state: string }>(
    sql`select state, (select count(*)::int from tenon.import_chunks) as chunks from tenon.imports order by id desc limit 1`,
  );
  if (found && found.chunks > Number(most)) process.kill(process.pid, 'SIGKILL');
  isOver = found?.state === 'done' || found?.state === 'undone' || found?.state === 'failed';
  await sleep(5);
}
await jobs.stop();
await db.close();
process.stdout.write('over\n');
