/** Changes of a configuration over 100,000 dirty rows: previewed, refused or lossless, and undone to the byte. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { AdjustmentsBody } from '@tenon/model';
import { introspect } from '../tables/introspect.ts';
import { isStage } from '../tables/names.ts';
import { purgeRetired } from '../tables/purge.ts';
import {
  type Company,
  columnsOf,
  entity,
  type FieldPart,
  fill,
  openReleases,
  settled,
} from './testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openReleases();
});
afterAll(() => company.close());

const many = 100_000;

async function publish(documents: string[], adjustments: AdjustmentsBody = {}) {
  const base = company.releases.current().number;
  return await company.releases.publish({ documents, base, note: '', by: null, adjustments });
}

/** Everything that the columns hold, as one text. */
async function digest(table: string, column: string): Promise<string> {
  const [row] = await company.db.query<{ all: string }>(sql`
    select md5(string_agg(id::text || '=' || coalesce(${sql.id(column)}::text, '∅'), ',' order by id)) as "all"
    from ${sql.id('records', table)}`);
  return row?.all ?? '';
}

async function stages(): Promise<string[]> {
  return [...(await introspect(company.db)).values()].flatMap(({ columns }) =>
    [...columns.keys()].filter(isStage),
  );
}

/** Texts as people leave them in a column for years; one row in ten holds none of what the column should. */
const dirty = sql`(array['12', ' 7 ', '1,234', '3.5', '2026-02-29', '2026-01-31', 'ada@example.com', '高', '', 'n/a'])[1 + n % 10]`;

const choices = (...ids: string[]) => ({
  choices: ids.map((id) => ({ id, label: { en: id, 'zh-CN': `${id}项` } })),
});

describe('changing the type of a field', () => {
  it('previews, refuses, converts and undoes 100,000 dirty rows without stopping readers or writers', async () => {
    const text = entity('big', [{ id: 'raw', type: 'text' }]);
    const before = await publish([text]);
    await company.db.query(sql`
      insert into records.big (id, created_at, updated_at, version, name, raw)
      select gen_random_uuid(), now(), now(), 1, 'row ' || n, nullif(${dirty}, '') from generate_series(1, ${many}::integer) n`);
    const original = await digest('big', 'raw');
    const number = entity('big', [{ id: 'raw', type: 'integer' }]);
    const plan = await company.releases.plan([number]);
    expect(plan.impact).toMatchObject([
      { id: 'losing:big.raw', total: 90_000, records: 60_000, mustAgree: true, agreed: false },
    ]);
    const [impact] = plan.impact;
    expect(impact?.sample).toHaveLength(20);
    expect(impact?.sample[0]).toMatchObject({ title: expect.stringMatching(/^row \d+$/) });
    expect(impact?.values.map(({ value, records }) => [value, records])).toContainEqual(['高', 10_000]);
    expect(JSON.stringify(impact?.filter)).toContain('"var":"raw"');
    await expect(publish([number])).rejects.toMatchObject({
      code: 'invalid-configuration',
      problems: [{ code: 'conversion-loses', details: { count: 60_000 } }],
    });
    expect(await stages()).toEqual([]);
    expect(await digest('big', 'raw')).toBe(original);

    // Readers and writers while it runs: none waits, and what they write is carried too.
    let [going, slowest, writes] = [true, 0, 0];
    const traffic = (async () => {
      while (going) {
        const started = performance.now();
        await company.db
          .query(sql`
            update records.big set raw = '42', version = version + 1
            where id = (select id from records.big where version = 1 order by id desc limit 1)`)
          .then(
            () => writes++,
            () => {},
          );
        slowest = Math.max(slowest, performance.now() - started);
      }
    })();
    const accept = ['losing:big.raw'];
    await publish([number], { accept });
    going = false;
    await traffic;
    expect(writes).toBeGreaterThan(5);
    expect(slowest).toBeLessThan(1_500);
    const wrong = await company.db.query(sql`
      select raw from records.big where version > 1 and raw is distinct from 42 limit 5`);
    expect(wrong).toEqual([]);
    const [sums] = await company.db.query<{ seven: string }>(
      sql`select count(*) filter (where raw = 1234) as seven from records.big where version = 1`,
    );
    expect(Number(sums?.seven)).toBeGreaterThan(9_000);
    await settled(company.releases);
    expect(await stages()).toEqual([]);
    expect(await company.releases.doctor()).toEqual([]);

    await company.db.query(sql`update records.big set raw = null where version = 1 and raw = 7`);
    await company.releases.rollback(before.number, null);
    await settled(company.releases);
    const [undone] = await company.db.query<{ spaced: string }>(
      sql`select count(*) filter (where raw = ' 7 ') as spaced from records.big where version = 1`,
    );
    expect(Number(undone?.spaced)).toBeGreaterThan(9_000);
    expect(await company.releases.doctor()).toEqual([]);
    await purgeRetired(company.db, { before: new Date(Date.now() + 1_000).toISOString() });
    expect(await columnsOf(company.db, 'big')).toEqual(['name', 'raw']);
  }, 120_000);

  const samples: {
    readonly [type: string]: { readonly options?: object; readonly values: readonly unknown[] };
  } = {
    text: {
      values: [
        '12',
        ' 7 ',
        '2026-01-31',
        'ada@example.com',
        'small',
        '高',
        'true',
        '13:45',
        '+8613800138000',
      ],
    },
    long_text: { values: ['two\nlines', '12', 'small'] },
    integer: { values: ['12', '-9007199254740991', '0'] },
    decimal: { values: ['12.50', '0.000001', '7'] },
    money: { options: { currency: 'EUR' }, values: ['12.50', '7'] },
    percent: { values: ['12.5', '100'] },
    boolean: { values: [true, false] },
    date: { values: ['2026-01-31', '1900-01-01'] },
    datetime: { values: ['2026-01-31T12:30:00Z'] },
    time: { values: ['13:45:00'] },
    duration: { values: ['90', '86400'] },
    choice: { options: choices('small', 'large'), values: ['small', 'large', 'gone'] },
    multi_choice: { options: choices('small', 'large'), values: [['small'], ['small', 'large']] },
    rating: { values: ['3', '5'] },
    email: { values: ['ada@example.com'] },
    phone: { values: ['+8613800138000'] },
    url: { values: ['https://example.com/a'] },
    json: { values: ['{"a":1}', '[1,2]'] },
    rich_text: { values: ['<p>Hello</p>'] },
    user: { values: ['01890000-0000-7000-8000-000000000001'] },
  };
  const types = Object.keys(samples);
  const part = (id: string, type: string): FieldPart => ({ id, type, options: samples[type]?.options ?? {} });

  it('every type to every other: each is lossless, or refused with a count; undone to the byte', async () => {
    // One field a pair: all pairs are changed by one publish, and undone by one roll back.
    const pairs = types.flatMap((from) =>
      types.filter((to) => to !== from).map((to) => ({ from, to, id: `${from}_to_${to}` })),
    );
    const make = (which: 'from' | 'to') =>
      [0, 1, 2, 3].map((at) => {
        const own = pairs.filter((_pair, index) => index % 4 === at);
        return entity(
          `matrix${at}`,
          own.map((pair) => part(pair.id, pair[which])),
        );
      });
    const release = await publish(make('from'));
    const columns = new Map((await introspect(company.db)).entries());
    for (const at of [0, 1, 2, 3]) {
      const own = pairs.filter((_pair, index) => index % 4 === at);
      const rows = Array.from({ length: 9 }, (_row, n) => ({
        name: `row ${n}`,
        ...Object.fromEntries(
          own.map(({ id, from }) => {
            const { values = [] } = samples[from] ?? {};
            return [id, values[n % values.length]];
          }),
        ),
      }));
      await fill(company.db, `matrix${at}`, rows);
    }
    const held = async () => {
      const found: Record<string, string> = {};
      for (const [index, { id }] of pairs.entries()) found[id] = await digest(`matrix${index % 4}`, id);
      return found;
    };
    expect(columns.has('records.matrix0')).toBe(true);
    const before = await held();
    const plan = await company.releases.plan(make('to'));
    const losing = new Map(plan.impact.map(({ of, records }) => [of, records]));
    await expect(publish(make('to'))).rejects.toMatchObject({ code: 'invalid-configuration' });
    await publish(make('to'), { accept: plan.impact.map(({ id }) => id) });
    await settled(company.releases);
    for (const [index, { id, from }] of pairs.entries()) {
      const [row] = await company.db.query<{ n: string }>(
        sql`select count(${sql.id(id)}) as n from ${sql.id('records', `matrix${index % 4}`)}`,
      );
      // What is not listed as lost is there.
      expect([id, Number(row?.n)]).toEqual([id, 9 - (losing.get(id) ?? 0)]);
      if (id.endsWith('_to_text') && from !== 'user') expect([id, losing.get(id) ?? 0]).toEqual([id, 0]);
    }
    for (const pair of [
      'integer_to_decimal',
      'choice_to_text',
      'date_to_text',
      'email_to_text',
      'integer_to_text',
    ])
      expect([pair, losing.get(pair)]).toEqual([pair, undefined]);
    expect(await company.releases.doctor()).toEqual([]);
    await company.releases.rollback(release.number, null);
    await settled(company.releases);
    expect(await held()).toEqual(before);
    expect(await company.releases.doctor()).toEqual([]);
  }, 120_000);
});

describe('other changes over records', () => {
  it('removed options are counted, agreed to or mapped; empties are counted or filled; both are undone', async () => {
    const kind = (required: boolean, ...ids: string[]) =>
      entity('deal', [{ id: 'kind', type: 'choice', options: choices(...ids), required }]);
    const { number } = await publish([kind(false, 'new', 'old', 'kept')]);
    await fill(company.db, 'deal', [
      { name: 'a', kind: 'old' },
      { name: 'b', kind: 'old' },
      { name: 'c', kind: 'kept' },
      { name: 'd' },
    ]);
    const before = await digest('deal', 'kind');
    const next = [kind(true, 'new', 'kept')];
    const plan = await company.releases.plan(next);
    expect(plan.impact).toMatchObject([
      {
        id: 'keeping:deal.kind',
        records: 2,
        values: [{ value: 'old', records: 2 }],
        mustAgree: true,
        mappable: true,
      },
      { id: 'empty:deal.kind', records: 1, total: 4, mustAgree: false, sample: [{ title: 'd' }] },
    ]);
    await expect(publish(next)).rejects.toMatchObject({ problems: [{ code: 'options-keep' }] });
    const values = { 'deal.kind': { old: 'new', '': 'kept' } };
    expect((await company.releases.plan(next, { values })).impact).toEqual([]);
    await publish(next, { values });
    const mapped = await company.db.query(sql`select kind from records.deal order by name`);
    expect(mapped).toEqual([{ kind: 'new' }, { kind: 'new' }, { kind: 'kept' }, { kind: 'kept' }]);
    await company.releases.rollback(number, null);
    await settled(company.releases);
    expect(await digest('deal', 'kind')).toBe(before);
    expect(await company.releases.doctor()).toEqual([]);
  });

  it('a renamed field takes its values along, and gives them back', async () => {
    const { number } = await publish([entity('firm', [{ id: 'town', type: 'text', unique: true }])]);
    await fill(company.db, 'firm', [{ name: 'a', town: '上海' }, { name: 'b', town: 'Oslo' }, { name: 'c' }]);
    const before = await digest('firm', 'town');
    const next = [entity('firm', [{ id: 'city', type: 'text', unique: true }])];
    expect((await company.releases.plan(next)).impact).toMatchObject([
      { id: 'removed:firm.town', records: 2, renames: ['city'], mustAgree: false },
    ]);
    await expect(publish(next, { renames: { 'firm.city': 'nowhere' } })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await publish(next, { renames: { 'firm.city': 'town' } });
    await settled(company.releases);
    expect(await digest('firm', 'city')).toBe(before);
    await expect(fill(company.db, 'firm', [{ name: 'd', city: 'Oslo' }])).rejects.toThrow('unique');
    await company.releases.rollback(number, null);
    await settled(company.releases);
    expect(await digest('firm', 'town')).toBe(before);
    expect(await company.releases.doctor()).toEqual([]);
  });

  it('lists what is equal, what breaks a new rule, and what no transition leads out of', async () => {
    const base = {
      stages: undefined as unknown,
      rules: undefined as unknown,
      uniques: undefined as unknown,
    };
    const state = { id: 'state', type: 'choice', options: choices('draft', 'sent', 'done') };
    const make = (unique: boolean, rest: Partial<typeof base>) =>
      entity('bill', [{ id: 'number', type: 'text', unique }, { id: 'sum', type: 'integer' }, state], rest);
    const to = (from: string, next: string) => ({ from: [from], to: [next] });
    await publish([
      make(false, { stages: { field: 'state', transitions: [to('draft', 'sent'), to('sent', 'done')] } }),
    ]);
    await fill(company.db, 'bill', [
      { name: 'a', number: '1', sum: '5', state: 'sent' },
      { name: 'b', number: '1', sum: '-5', state: 'draft' },
      { name: 'c', number: '2', state: 'sent' },
    ]);
    const rules = [
      {
        id: 'positive',
        label: 'Positive',
        must: { '>': [{ var: 'sum' }, 0] },
        message: 'Must be above zero',
      },
    ];
    const { impact } = await company.releases.plan([
      make(true, {
        rules,
        stages: { field: 'state', transitions: [to('draft', 'sent'), to('draft', 'done')] },
      }),
    ]);
    expect(impact).toMatchObject([
      { id: 'stage:bill.state', records: 2, sample: [{ title: 'a' }, { title: 'c' }] },
      { id: 'rule:bill.positive', records: 2, filter: { '!': rules[0]?.must } },
      {
        id: 'equal:bill.number',
        records: 2,
        values: [{ value: '1', records: 2 }],
        sample: [{ title: 'a' }, { title: 'b' }],
      },
    ]);
  });
});
