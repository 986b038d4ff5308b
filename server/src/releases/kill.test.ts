import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { isStage } from '../tables/names.ts';
import { type Company, columnsOf, entity, fillMany, openReleases, settled } from './testing/company.ts';

const kills = Number(process.env.KILLS ?? 6);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

let company: Company;
let child: ChildProcess | undefined;
beforeEach(async () => {
  company = await openReleases();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await company.close();
});

/** Starts a process that publishes in a loop; gives the release that it last told of. */
async function publisher(): Promise<() => number> {
  const started = spawn(process.execPath, [join(import.meta.dirname, 'testing/publisher.ts'), company.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  let told = 0;
  started.stdout.on('data', (chunk: Buffer) => {
    told = Number(chunk.toString().trim().split('\n').at(-1));
  });
  for (let tries = 0; told === 0; tries++) {
    if (tries > 1_000 || started.exitCode !== null) throw new Error('The publisher did not publish');
    await sleep(20);
  }
  return () => told;
}

const size = { id: 'size', type: 'integer' };

describe('a publisher that is killed', () => {
  it(`[RL1] [TB12] leaves the old or the new release whole, ${kills} times (seed ${seed})`, async () => {
    const base = company.releases.current().number;
    await company.releases.publish({ documents: [entity('account', [size])], base, note: '', by: null });
    await fillMany(company.db, 'account', 5_000);
    await company.db.query(sql`update records.account set size = name::bigint`);
    for (let round = 0; round < kills; round++) {
      const told = await publisher();
      // A pause that is different each time and the same for one seed.
      await sleep((seed * (round + 1) * 7919) % 400);
      expect(child?.exitCode).toBeNull();
      child?.kill('SIGKILL');
      if (child) await once(child, 'exit');
      await settled(company.releases);
      expect(company.releases.current().number).toBeGreaterThanOrEqual(told());
      expect(await company.releases.doctor()).toEqual([]);
      // Whole or decimal, every value is where it was, and nothing half filled is left.
      const [row] = await company.db.query(
        sql`select count(*)::integer as n from records.account where size::text = name`,
      );
      expect(row).toEqual({ n: 5_000 });
      expect((await columnsOf(company.db, 'account')).filter(isStage)).toEqual([]);
      const [last] = await company.releases.conversions();
      expect(['done', 'broken-off']).toContain(last?.state ?? 'done');
      const documents = [...(await company.releases.export()).values()];
      expect((await company.releases.plan(documents)).empty).toBe(true);
    }
  }, 180_000);
});
