import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { type Company, openCompany } from '../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company?.close());

const rows = 4_000;
const importer = fileURLToPath(new URL('../testing/importer.ts', import.meta.url));

/** A process of its own that imports; killed after so many batches, or left alone. */
async function run(batches: number): Promise<string> {
  const child = spawn(process.execPath, [importer, company.url, String(rows)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('batch\n').length > batches) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return said;
}

async function state(): Promise<unknown> {
  const [found] = await company.db.query(
    sql`select (select count(*) from records.account) as records, (select count(*) from tenon.changes where entity = 'account') as changes, (select count(*) from records.account a left join records.account p on p.id = a.parent where a.parent is not null and p.id is null) as dangling`,
  );
  return found;
}

describe('a killed import', () => {
  it('[IM18] leaves nothing, whenever it is killed, and completes when it is run again', async () => {
    for (const batches of [1, 3]) {
      expect(await run(batches)).not.toContain('done');
      expect(await state()).toEqual({ records: '0', changes: '0', dangling: '0' });
    }
    expect(await run(Number.POSITIVE_INFINITY)).toContain('done');
    expect(await state()).toEqual({ records: String(rows), changes: String(rows), dangling: '0' });
    const states = await company.db.query(sql`select state from tenon.imports order by id`);
    expect(states.map((found) => found.state)).toEqual(['failed', 'failed', 'done']);
  }, 240_000);
});
