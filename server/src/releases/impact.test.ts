/** Changes of a configuration over 100,000 dirty rows: previewed, refused or lossless, and undone to the byte. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sql, sql } from '@tenon/expressions';
import type { AdjustmentsBody, ConversionBody } from '@tenon/model';
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
    const seen: ConversionBody[] = [];
    const watching = (async () => {
      while (going) {
        const [newest] = await company.releases.conversions();
        if (newest) seen.push(newest);
        await sleep(50);
      }
    })();
    await publish([number], { accept });
    going = false;
    await Promise.all([traffic, watching]);
    const filling = seen.filter(({ state }) => state === 'filling').map(({ done }) => done);
    expect(filling.length).toBeGreaterThan(2);
    expect(filling).toEqual(filling.toSorted((a, b) => a - b));
    expect(seen[0]).toMatchObject({ base: before.number, by: null, release: null });
    const [converted] = await company.releases.conversions();
    // What is written meanwhile may be counted too.
    expect(converted?.total).toBeGreaterThanOrEqual(90_000);
    expect(converted).toMatchObject({
      state: 'done',
      done: converted?.total,
      fields: [{ of: 'big.raw', label: { en: 'big: raw', 'zh-CN': 'big：raw' } }],
      release: company.releases.current().number,
    });
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
    /** What is asked of the column of each pair, in one query a table. */
    const ofEach = async (asked: (column: Sql) => Sql) => {
      const found: Record<string, unknown> = {};
      for (const at of [0, 1, 2, 3]) {
        const own = pairs.filter((_pair, index) => index % 4 === at);
        const columns = own.map(({ id }) => sql`${asked(sql.id(id))} as ${sql.id(id)}`);
        const [row] = await company.db.query<Record<string, unknown>>(
          sql`select ${sql.join(columns)} from ${sql.id('records', `matrix${at}`)}`,
        );
        Object.assign(found, row);
      }
      return found;
    };
    const held = () =>
      ofEach(
        (column) => sql`md5(string_agg(id::text || '=' || coalesce(${column}::text, '∅'), ',' order by id))`,
      );
    expect(columns.has('records.matrix0')).toBe(true);
    const before = await held();
    const plan = await company.releases.plan(make('to'));
    const losing = new Map(plan.impact.map(({ of, records }) => [of, records]));
    await expect(publish(make('to'))).rejects.toMatchObject({ code: 'invalid-configuration' });
    await publish(make('to'), { accept: plan.impact.map(({ id }) => id) });
    await settled(company.releases);
    const counts = await ofEach((column) => sql`count(${column})`);
    for (const { id, from } of pairs) {
      // What is not listed as lost is there.
      expect([id, Number(counts[id])]).toEqual([id, 9 - (losing.get(id) ?? 0)]);
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

describe('a conversion', () => {
  it('is cancelled from any node while it fills, and leaves everything as it was', async () => {
    const year = (type: string) => entity('harvest', [{ id: 'year', type }]);
    await publish([year('text')]);
    await company.db.query(sql`
      insert into records.harvest (id, created_at, updated_at, version, name, year)
      select gen_random_uuid(), now(), now(), 1, n::text, n::text from generate_series(1, 6000) n`);
    const before = await digest('harvest', 'year');
    const base = company.releases.current().number;
    const reached: ConversionBody[] = [];
    const node = await company.node({
      faults: async (step) => {
        if (step !== 'fill_stage') return;
        const [newest] = await company.releases.conversions();
        if (newest) reached.push(newest);
        // Others have to wait for it, and say so.
        await expect(publish([year('integer')])).rejects.toMatchObject({ code: 'timed-out' });
        expect(await company.releases.cancelConversion(newest?.id ?? '')).toMatchObject({
          cancelAsked: true,
        });
      },
    });
    const by = { id: '01890000-0000-7000-8000-000000000001', name: '张伟' };
    await expect(
      node.publish({ documents: [year('integer')], base, note: '年份', by }),
    ).rejects.toMatchObject({ code: 'state-conflict' });
    expect(reached).toMatchObject([{ state: 'filling', done: 2_000, total: 6_000, by, note: '年份' }]);
    const [ended] = await company.releases.conversions();
    expect(ended).toMatchObject({ state: 'cancelled', release: null, endedAt: expect.any(String) });
    expect(await stages()).toEqual([]);
    expect(await digest('harvest', 'year')).toBe(before);
    expect(company.releases.current().number).toBe(base);
    expect(await company.releases.doctor()).toEqual([]);
    await expect(company.releases.cancelConversion(ended?.id ?? '')).rejects.toMatchObject({
      code: 'state-conflict',
    });
    for (const id of ['no', '01890000-0000-7000-8000-000000000002'])
      await expect(company.releases.cancelConversion(id)).rejects.toMatchObject({ code: 'not-found' });
    await node.stop();
    await publish([year('integer')]);
    expect((await company.releases.conversions())[0]).toMatchObject({ state: 'done', done: 6_000 });
  });
});

describe('other changes over records', () => {
  it('a relation to one becomes one to many and back: carried while people write, refused where it would lose', async () => {
    const make = (cardinality: 'one' | 'many', id = 'city') =>
      entity('visit', [{ id, type: 'relation', options: { to: 'place', cardinality } }]);
    const place = entity('place');
    const { number: one } = await publish([place, make('one')]);
    const places = await fill(company.db, 'place', [{ name: '上海' }, { name: 'Oslo' }, { name: 'Lima' }]);
    await company.db.query(sql`
      insert into records.visit (id, created_at, updated_at, version, name, city, deleted_at)
      select gen_random_uuid(), now(), now(), 1, n::text, case when n % 3 > 0 then (${places}::uuid[])[n % 3] end,
        case when n % 100 = 1 then now() end
      from generate_series(1, 9000) n`);
    const pairs = async (table: string, from = 'from_id', to = 'to_id') => {
      const [row] = await company.db.query<{ all: string; n: number }>(sql`
        select md5(string_agg(${sql.id(from)}::text || '=' || ${sql.id(to)}, ',' order by ${sql.id(from)}, ${sql.id(to)})) as "all",
          count(*)::integer as n from ${sql.id('records', table)} where ${sql.id(to)} is not null`);
      return row;
    };
    expect((await company.releases.plan([place, make('many')])).impact).toEqual([]);
    // What is written while it fills is carried as well: another value, one that goes, a record of its own.
    const [first, second] = await company.db.query<{ id: string }>(
      sql`select id from records.visit where city is not null order by id limit 2`,
    );
    const node = await company.node({
      faults: async (step) => {
        if (step !== 'fill_stage' || first === undefined || second === undefined) return;
        await company.db.query(
          sql`update records.visit set city = ${places[2] ?? ''} where id = ${first.id}`,
        );
        await company.db.query(sql`update records.visit set city = null where id = ${second.id}`);
      },
    });
    const base = company.releases.current().number;
    await node.publish({ documents: [place, make('many')], base, note: '', by: null });
    await node.stop();
    await settled(company.releases);
    const [held] = await company.db.query(sql`
      select array_agg(to_id) as ids from records.visit__city where from_id = any(${[first?.id ?? '', second?.id ?? '']}::uuid[])`);
    expect(held).toEqual({ ids: [places[2]] });
    const whole = await pairs('visit__city');
    expect(whole?.n).toBe(5_999);
    expect(await stages()).toEqual([]);
    expect(await company.releases.doctor()).toEqual([]);

    // Back to one: refused while a record has more than one, lossless then.
    const [third] = await company.db.query<{ id: string; name: string }>(
      sql`select v.id, v.name from records.visit v join records.visit__city p on p.from_id = v.id
        where p.to_id = ${places[1] ?? ''} and v.deleted_at is null order by v.id desc limit 1`,
    );
    await company.db.query(
      sql`insert into records.visit__city values (${third?.id ?? ''}, ${places[0] ?? ''})`,
    );
    const plan = await company.releases.plan([place, make('one')]);
    expect(plan.impact).toMatchObject([
      {
        id: 'losing:visit.city',
        total: 5_999,
        records: 1,
        mustAgree: true,
        sample: [{ id: third?.id, title: third?.name, value: '上海 · Oslo' }],
        filter: { '>': [{ count: ['city'] }, 1] },
      },
    ]);
    await expect(publish([place, make('one')])).rejects.toMatchObject({
      problems: [{ code: 'conversion-loses', details: { count: 1 } }],
    });
    await company.db.query(
      sql`delete from records.visit__city where from_id = ${third?.id ?? ''} and to_id = ${places[0] ?? ''}`,
    );
    const many = company.releases.current().number;
    await publish([place, make('one')]);
    await settled(company.releases);
    expect(await pairs('visit', 'id', 'city')).toEqual(whole);
    // A renamed list takes its links along.
    await company.releases.rollback(many, null);
    await settled(company.releases);
    expect(await pairs('visit__city')).toEqual(whole);
    await publish([place, make('many', 'town')], { renames: { 'visit.town': 'city' } });
    await settled(company.releases);
    expect(await pairs('visit__town')).toEqual(whole);
    await company.releases.rollback(one, null);
    await settled(company.releases);
    const [restored] = await company.db.query(sql`
      select (select city from records.visit where id = ${first?.id ?? ''}) as first, count(city)::integer as n from records.visit`);
    expect(restored).toEqual({ first: places[2], n: 5_999 });
    expect(await company.releases.doctor()).toEqual([]);
  }, 60_000);

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
