import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { type Company, openCompany } from '../../testing/company.ts';
import { type DurableImports, durableImports } from '../../testing/imports.ts';

let company: Company;
let durable: DurableImports;
beforeAll(async () => {
  company = await openCompany();
  // Only adds jobs: the processes that are killed work them.
  durable = durableImports(company, []);
  await durable.jobs.start({ work: false });
});
afterAll(async () => {
  await durable?.jobs.stop();
  await company?.close();
});

const worker = fileURLToPath(new URL('../../testing/durable-importer.ts', import.meta.url));

/** A process of its own that works imports; killed when more than that many chunks are in. */
async function work(chunks: number): Promise<string> {
  const child = spawn(process.execPath, [worker, company.url, String(chunks)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await once(child, 'close');
  return said;
}

/** What the supervisor does when a worker has given no sign of life for its lease. */
async function freeJobs(): Promise<void> {
  await company.db.query(
    sql`update jobs.job set state = 'retry', start_after = now() where name = 'import' and state = 'active'`,
  );
}

async function state(): Promise<unknown> {
  const [found] = await company.db.query(sql`
    select (select count(*)::int from records.account where deleted_at is null) as records,
      (select count(distinct name)::int from records.account where deleted_at is null) as names,
      (select count(*)::int from tenon.changes where entity = 'account' and action = 'create') as created,
      (select count(*)::int from records.account a join records.account p on p.id = a.parent where a.deleted_at is null) as parents`);
  return found;
}

describe('a killed durable import', () => {
  it('[IM50] goes on where it stood, without doubles, and so does taking it back', async () => {
    const rows = 9_000;
    const lines = Array.from({ length: rows }, (_, index) => `N${index},N${rows - index - 1}`);
    const csv = `name,parent\n${lines.join('\n')}\nBad,Nobody\n`;
    const { id } = await durable.upload(company.system, 'account', csv, { onError: 'skip' });
    await durable.imports.run(company.system, id);
    const stood: number[] = [];
    for (const chunks of [0, 2]) {
      expect(await work(chunks)).not.toContain('over');
      stood.push((await durable.imports.read(company.system, id)).counts.rows);
      await freeJobs();
    }
    expect(stood[0]).toBeGreaterThan(0);
    expect(stood[1]).toBeGreaterThan(stood[0] ?? 0);
    expect(stood[1]).toBeLessThan(rows);
    expect(await work(Number.POSITIVE_INFINITY)).toContain('over');
    expect(await durable.imports.read(company.system, id)).toMatchObject({
      state: 'done',
      counts: { rows: rows + 1, created: rows + 1, failed: 1 },
      errors: [{ row: rows + 2, column: 'parent', code: 'unknown-reference' }],
    });
    expect(await state()).toEqual({ records: rows + 1, names: rows + 1, created: rows + 1, parents: rows });

    await durable.imports.undo(company.system, id);
    const before = (await company.db.query(sql`select 1 from tenon.import_chunks`)).length;
    expect(await work(before + 2)).not.toContain('over');
    await freeJobs();
    expect(await work(Number.POSITIVE_INFINITY)).toContain('over');
    expect((await durable.imports.read(company.system, id)).undo).toMatchObject({
      deleted: rows + 1,
      left: 0,
    });
    expect(await state()).toMatchObject({ records: 0, created: rows + 1 });
  }, 120_000);
});
