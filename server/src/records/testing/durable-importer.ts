/** A process that works the imports of a test company's database, saying `chunk` for each chunk that is in. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@tenon/expressions';
import { openDatabase } from '../../database/index.ts';
import { openCompanyIn } from './company.ts';
import { durableImports } from './imports.ts';

const [url = ''] = process.argv.slice(2);
const db = await openDatabase({ url, poolSize: 4 });
const { jobs } = durableImports(openCompanyIn(db), []);
await jobs.start();
let chunks = 0;
for (let isOver = false; !isOver; ) {
  const [found] = await db.query<{ chunks: number; state: string }>(
    sql`select state, (select count(*)::int from tenon.import_chunks) as chunks from tenon.imports order by id desc limit 1`,
  );
  for (; found && chunks < found.chunks; chunks++) process.stdout.write('chunk\n');
  isOver = found?.state === 'done' || found?.state === 'undone' || found?.state === 'failed';
  await sleep(5);
}
await jobs.stop();
await db.close();
process.stdout.write('over\n');
