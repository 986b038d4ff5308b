/** A process that imports generated accounts into a test company's database, saying `batch` for each batch and then `done`. */
import { Readable } from 'node:stream';
import { openDatabase } from '../../database/index.ts';
import { openCompanyIn } from './company.ts';

const [url = '', rows = '0'] = process.argv.slice(2);
const db = await openDatabase({ url, poolSize: 3 });
const { records, system } = openCompanyIn(db);
const lines = Array.from({ length: Number(rows) }, (_, index) => `N${index},N${Number(rows) - index - 1}`);
const result = await records.import(
  system,
  'account',
  Readable.from([`name,parent\n${lines.join('\n')}\n`]),
  { key: 'name' },
  () => {
    process.stdout.write('batch\n');
  },
);
console.log(result.state);
await db.close();
