import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { formatDocument } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import pg from 'pg';
import { introspect } from '../tables/introspect.ts';
import {
  type Company,
  columnsOf,
  entity,
  fill,
  openReleases,
  segmentation,
  settled,
  valuesOf,
} from './testing/company.ts';

let company: Company;
beforeEach(async () => {
  company = await openReleases();
});
afterEach(() => company.close());

const size = { id: 'size', type: 'integer' };
const by = { id: '01890000-0000-7000-8000-000000000001', name: 'Ada' };
const publish = (documents: string[], base = company.releases.current().number) =>
  company.releases.publish({ documents, base, note: 'note', by });

/** Everything that a publish may touch, as one text. */
async function state(): Promise<string> {
  const { db } = company;
  const tables = [...(await introspect(db))].map(([name, { columns, indexes }]) => [
    name,
    [...columns],
    [...indexes],
  ]);
  const rows = [];
  for (const name of ['releases', 'release_documents', 'documents', 'live', 'retired', 'draft_documents']) {
    rows.push(await db.query(sql`select * from ${sql.id('tenon', name)} order by 1, 2`));
  }
  return JSON.stringify([tables, rows]);
}

describe('publish', () => {
  it('starts from release 0 with the built-in entities', async () => {
    expect(company.releases.current().number).toBe(0);
    expect([...company.releases.current().model.entities.keys()].sort()).toEqual([
      'exchange_rate',
      'team',
      'user',
    ]);
    expect(await company.releases.history()).toEqual([]);
    await fill(company.db, 'team', [{ name: 'North' }]);
    const again = await company.node();
    expect(again.current().number).toBe(0);
    expect(await valuesOf(company.db, 'team', 'name')).toEqual(['North']);
  });

  it('makes a numbered release with author, note and time', async () => {
    const body = await publish([entity('account')]);
    expect(body).toMatchObject({ number: 1, by, note: 'note', live: true, documents: 1, rollbackOf: null });
    await publish([entity('account', [size])]);
    expect((await company.releases.history()).map(({ number, live }) => [number, live])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect((await company.releases.changesOf(2)).map(({ document, change }) => [document, change])).toEqual([
      [{ kind: 'entity', id: 'account' }, 'changed'],
    ]);
  });

  it('[RL1] leaves no trace when it fails at any step', async () => {
    await publish([
      entity('account', [size, { id: 'city', type: 'text' }]),
      segmentation('tiers', 'account'),
    ]);
    await fill(company.db, 'account', [{ name: 'a', size: '1', city: 'x' }]);
    await settled(company.releases);
    const target = [
      entity('account', [
        { id: 'size', type: 'decimal' },
        { id: 'site', type: 'url', unique: true },
      ]),
      entity('contact', [
        { id: 'account', type: 'relation', options: { to: 'account', cardinality: 'many' } },
      ]),
    ];
    const before = await state();
    const steps: string[] = [];
    let failAt = -1;
    const node = await company.node({
      faults: async (step) => {
        steps.push(step);
        if (steps.length === failAt) throw new Error(`fault at ${step}`);
      },
    });
    const base = node.current().number;
    const attempt = () => {
      steps.length = 0;
      return node.publish({ documents: target, base, note: '', by: null });
    };
    for (failAt = 1; ; failAt++) {
      const failed = await attempt().then(
        () => false,
        (error: Error) => error.message.startsWith('fault at'),
      );
      if (!failed) break;
      expect(node.current().number).toBe(base);
      expect(await state()).toBe(before);
    }
    expect(failAt).toBeGreaterThan(20);
    expect(node.current().number).toBe(base + 1);
    expect(await valuesOf(company.db, 'account', 'size')).toEqual(['1']);
    failAt = -1;
    await settled(node);
    expect(await node.doctor()).toEqual([]);
  });

  it('[RL2] lets one of two publishes on one base win, and tells the other what changed', async () => {
    await publish([entity('account')]);
    const other = await company.node();
    const results = await Promise.allSettled([
      company.releases.publish({ documents: [entity('account', [size])], base: 1, note: '', by: null }),
      other.publish({
        documents: [entity('account', [{ id: 'city', type: 'text' }])],
        base: 1,
        note: '',
        by: null,
      }),
    ]);
    const failed = results.filter((result) => result.status === 'rejected');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.reason).toMatchObject({
      code: 'release-conflict',
      current: { live: 2, changes: [{ document: { kind: 'entity', id: 'account' }, change: 'changed' }] },
    });
    const won = results[0]?.status === 'fulfilled' ? 'size' : 'city';
    expect(await columnsOf(company.db, 'account')).toEqual(['name', won].sort());
    expect(await company.releases.doctor()).toEqual([]);
  });

  it('[RL2] stays consistent under many publishes at once', async () => {
    const nodes = [company.releases, await company.node(), await company.node()];
    let conflicts = 0;
    const publisher = async (node: (typeof nodes)[number], letter: string): Promise<void> => {
      for (let round = 0; round < 8; round++) {
        const documents = [
          entity('account', [{ id: `${letter}${round}`, type: 'text' }]),
          entity(`thing_${letter}`),
        ];
        try {
          await node.publish({ documents, base: node.current().number, note: '', by: null });
        } catch (error) {
          if ((error as { code?: string }).code !== 'release-conflict') throw error;
          conflicts += 1;
        }
      }
    };
    await Promise.all(nodes.map((node, index) => publisher(node, 'abc'[index] ?? 'z')));
    const history = await company.releases.history();
    expect(history.length + conflicts).toBe(24);
    expect(history.filter(({ live }) => live)).toHaveLength(1);
    await settled(company.releases);
    expect(await company.releases.doctor()).toEqual([]);
  });

  it('[RL3] refuses a configuration with errors, with all of them', async () => {
    const before = await state();
    const documents = [
      entity('account', [{ id: 'a', type: 'nonsense' }]),
      entity('contact', [{ id: 'b', type: 'gibberish' }]),
      '{"kind": "entity", ',
    ];
    const error = await publish(documents).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'invalid-configuration' });
    const { problems } = error as { problems: { document: { id: string } }[] };
    expect(problems.map(({ document }) => document.id)).toEqual(
      expect.arrayContaining(['account', 'contact', '']),
    );
    expect(await state()).toBe(before);
  });

  it('[RL4] gives documents back byte for byte', async () => {
    const first = formatDocument(
      JSON.parse(entity('account', [{ ...size, label: { en: 'Größe', 'zh-CN': '规模 “大”\\' } }])),
    );
    await publish([first]);
    await publish([entity('account', [size])]);
    expect(await company.releases.export(1)).toEqual(new Map([['entity/account.json', first]]));
    const exported = [...(await company.releases.export()).values()];
    await publish(exported);
    expect([...(await company.releases.export()).values()]).toEqual(exported);
    expect((await company.releases.plan(exported)).empty).toBe(true);
  });

  it('[RL5] rolls back as a new release and touches no record', async () => {
    await publish([entity('account', [size])]);
    await fill(company.db, 'account', [{ name: 'a', size: '1' }]);
    await publish([entity('account', [{ id: 'city', type: 'text' }])]);
    await fill(company.db, 'account', [{ name: 'b', city: 'Oslo' }]);
    await settled(company.releases);
    const body = await company.releases.rollback(1, by);
    expect(body).toMatchObject({ number: 3, rollbackOf: 1, live: true });
    expect(await valuesOf(company.db, 'account', 'size')).toEqual(['1', null]);
    await settled(company.releases);
    await company.releases.rollback(2, by);
    expect(await valuesOf(company.db, 'account', 'city')).toEqual([null, 'Oslo']);
    await settled(company.releases);
    await company.releases.rollback(3, by);
    expect(await valuesOf(company.db, 'account', 'size')).toEqual(['1', null]);
    await expect(company.releases.rollback(99, by)).rejects.toMatchObject({ code: 'not-found' });
    await expect(company.releases.rollback(0, by)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('[RL6] plans without changing anything', async () => {
    await publish([entity('account', [size])]);
    await settled(company.releases);
    const before = await state();
    const plan = await company.releases.plan([
      entity('account', [{ id: 'city', type: 'text', unique: true }]),
    ]);
    expect(plan.empty).toBe(false);
    expect(plan.tables).toMatchObject([
      { change: 'add_column', safety: 'safe', text: { en: 'account: city: a column is added' } },
      { change: 'create_index', safety: 'safe' },
      { change: 'retire_column', safety: 'retires' },
    ]);
    expect(plan.tables[0]?.sql[0]).toBe('alter table "records"."account" add column "city" text collate "C"');
    expect(plan.changes[0]?.sentences.length).toBeGreaterThan(0);
    expect(await state()).toBe(before);
    expect((await company.releases.plan(['nonsense'])).problems).toHaveLength(1);
  });

  it('[RL6] does not count what the last publish left for afterwards', async () => {
    const node = await company.node({ graceMs: 3_600_000 });
    await company.releases.stop();
    await node.publish({ documents: [entity('account', [size]), entity('contact')], base: 0, note: '', by });
    await node.publish({ documents: [entity('account')], base: 1, note: '', by });
    expect(await node.plan([entity('account')])).toMatchObject({ tables: [], changes: [], empty: true });
    const { tables } = await node.plan([entity('account', [size])]);
    expect(tables.map(({ change }) => change)).toContain('add_column');
  });

  it('[RL7] counts the rows that stand against a change', async () => {
    await publish([entity('account', [size, { id: 'city', type: 'text' }])]);
    await fill(company.db, 'account', [
      { name: 'a', size: '1', city: 'x' },
      { name: 'b', size: '1' },
    ]);
    const next = [
      entity('account', [
        { ...size, unique: true },
        { id: 'city', type: 'date' },
        { id: 'code', type: 'text', required: true },
      ]),
    ];
    const { problems } = await company.releases.plan(next);
    expect(problems.map(({ code, severity, details }) => [code, severity, details])).toEqual([
      ['unique-has-duplicates', 'error', { field: 'size', values: 1, records: 2 }],
      ['required-has-empty', 'warning', { field: 'code', count: 2 }],
      ['conversion-loses', 'error', { field: 'city', to: 'date', count: 1 }],
    ]);
  });

  it('[TB11] gives up on tables that a long transaction reads, while others go on reading', async () => {
    const node = await company.node({ patience: { waitMs: 300, attempts: 3, pauseMs: 100 } });
    await publish([entity('account')]);
    const reader = new pg.Client({ connectionString: company.url });
    await reader.connect();
    await reader.query('begin; select * from records.account');
    let longest = 0;
    let publishing = true;
    const others = (async () => {
      while (publishing) {
        const started = performance.now();
        await company.db.query(sql`select count(*) from records.account`);
        longest = Math.max(longest, performance.now() - started);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const started = performance.now();
    const documents = [entity('account', [size])];
    await expect(node.publish({ documents, base: 1, note: '', by: null })).rejects.toMatchObject({
      code: 'timed-out',
    });
    const took = performance.now() - started;
    publishing = false;
    await others;
    expect(took).toBeLessThan(5_000);
    expect(longest).toBeLessThan(1_000);
    expect(await columnsOf(company.db, 'account')).toEqual(['name']);
    await reader.query('rollback');
    await reader.end();
    await node.publish({ documents, base: 1, note: '', by: null });
    expect(await columnsOf(company.db, 'account')).toEqual(['name', 'size']);
  });
});
