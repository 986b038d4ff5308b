import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Expression } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import type { SearchBody } from '@tenon/model';
import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import fc from 'fast-check';
import type { Context } from '../context.ts';
import { forget, makeParts } from '../log/kept/index.ts';
import { searchIndex } from './index/search-index.ts';
import { openSearched, releaseOf, type Searched, under } from './testing/company.ts';
import { gram, gramsOf, kinds } from './text/grams.ts';
import { questionOf, strictGrams } from './text/question.ts';

let searched: Searched;
let agent: Context;
let nobody: Context;
const ids: { [name: string]: string } = {};

const people: readonly { readonly [field: string]: string }[] = [
  {
    name: 'Jennifer Smith',
    company: 'Garcia Maritime Ltd',
    phone: '+493012345678',
    email: 'jen@garcia.example',
  },
  { name: 'Smith', company: 'Forge & Sons', phone: '+15551234567' },
  { name: 'Smithson Blake', email: 'smith.b@blacksmiths.example' },
  { name: 'Zoë Łukasz', company: 'Straße 9 GmbH', secret: 'wolverine' },
  { name: '王伟明', company: '上海天马贸易有限公司', phone: '+8613800138000', email: 'wang@tianma.example' },
  { name: '欧阳上海', company: '北京光电科技' },
  { name: 'C-2026-00042', notes: `${'filler '.repeat(2_800)}needle 100%_\\done` },
  { name: 'café 😀 مرحبا', notes: 'شركة الأمل للتجارة and שלום' },
];

beforeAll(async () => {
  searched = await openSearched();
  const { company, search } = searched;
  await search.catchUp();
  for (const values of people) {
    const { id } = await company.records.create(company.system, 'customer', values);
    ids[values.name ?? ''] = id;
  }
  agent = await company.person('Ada', ['agent']);
  nobody = await company.person('Nick', ['nobody']);
  for (const [number, owner] of [
    ['D-7001', agent.viewer.id],
    ['D-7002', null],
  ] as const) {
    ids[number] = (await company.records.create(company.system, 'deal', { number, owner })).id;
  }
  await search.catchUp();
}, 60_000);
afterAll(() => searched?.close());

const look = (text: string, context = searched.company.system, more = {}): Promise<SearchBody> =>
  searched.search.search(context, { text, limit: 100, ...more });
const titles = async (text: string, context?: Context) =>
  (await look(text, context)).hits.map(({ title }) => title);

async function entries(): Promise<unknown> {
  return searched.company.db.query(sql`select * from search.entries order by entity, record_id`);
}

describe('search', () => {
  it.each([
    ['jennifer', ['Jennifer Smith']],
    ['SMITH jen', ['Jennifer Smith']],
    ['garcia maritime', ['Jennifer Smith']],
    ['aritim', ['Jennifer Smith']],
    ['zoe lukasz', ['Zoë Łukasz']],
    ['strasse', ['Zoë Łukasz']],
    ['ＳＴＲＡＳＳＥ ９', ['Zoë Łukasz']],
    ['forge & sons', ['Smith']],
    ['王', ['王伟明']],
    ['伟明', ['王伟明']],
    ['天马 王伟', ['王伟明']],
    ['上海', ['欧阳上海', '王伟明']],
    ['138 0013', ['王伟明']],
    ['+86138', ['王伟明']],
    ['0086 138-0013-8000', ['王伟明']],
    ['030 1234-5678', ['Jennifer Smith']],
    ['(555) 123', ['Smith']],
    ['13800138000', ['王伟明']],
    ['ang@tian', ['王伟明']],
    ['2026-00042', ['C-2026-00042']],
    ['C-2026-00042', ['C-2026-00042']],
    ['😀', ['café 😀 مرحبا']],
    ['cafe', ['café 😀 مرحبا']],
    ['مرحبا', ['café 😀 مرحبا']],
    ['الأمل', ['café 😀 مرحبا']],
    ['שלום', ['café 😀 مرحبا']],
    ['d-700', ['D-7001', 'D-7002']],
    ['nobodyhere', []],
  ])('[SE1] finds %s', async (text, expected) => {
    expect([...(await titles(text))].sort()).toEqual([...expected].sort());
  });

  it.each([
    ['jenifer smiht', 'Jennifer Smith'],
    ['maritme', 'Jennifer Smith'],
    ['jennnifer', 'Jennifer Smith'],
    ['tinama.example', '王伟明'],
    ['tnm.exampel', undefined],
    ['jxnnyfer', undefined],
    ['天马茂易', '王伟明'],
    ['13800738000', '王伟明'],
  ])('[SE2] forgives a mistake in %s', async (text, expected) => {
    const { hits } = await look(text);
    expect(hits.map(({ title, fit }) => [title, fit])).toEqual(expected ? [[expected, 'similar']] : []);
  });

  it('[SE3] puts exact before the start of a title, before words, before parts', async () => {
    const { hits } = await look('smith');
    expect(hits.map(({ title, fit }) => [title, fit])).toEqual([
      ['Smith', 'exact'],
      ['Smithson Blake', 'start'],
      ['Jennifer Smith', 'word'],
    ]);
    expect((await look('d-700', agent)).hits[0]?.id).toBe(ids['D-7001']);
    expect((await look('+86 138 0013 8000')).hits[0]?.fit).toBe('exact');
  });

  it('[SE4] finds a record by its id', async () => {
    const id = ids.Smith ?? '';
    expect((await look(id)).hits.map((hit) => hit.id)).toEqual([id]);
    expect((await look(id.toUpperCase(), agent)).hits).toHaveLength(1);
    expect((await look(ids['D-7002'] ?? '', agent)).hits).toEqual([]);
  });

  it('[SE5] marks what was found in what people read, in whole characters', async () => {
    const marked = async (text: string) =>
      (await look(text)).hits.flatMap(({ title, ranges, details }) =>
        [{ text: title, ranges }, ...details].flatMap((each) =>
          each.ranges.map(([start, end]) => each.text.slice(start, end)),
        ),
      );
    expect(await marked('138 0013')).toEqual(['138', '0013']);
    expect(await marked('strasse')).toEqual(['Straße']);
    expect(await marked('伟明 贸易')).toEqual(['伟明', '贸易']);
    expect(await marked('😀')).toEqual(['😀']);
    expect((await look('jennifer')).hits[0]?.details.map(({ field }) => field)).toEqual(['company']);
  });

  it('[SE6] finds nothing by what the viewer may not read, and tells of nothing', async () => {
    expect(await titles('wolverine')).toEqual(['Zoë Łukasz']);
    for (const text of ['wolverine', 'wolverin', 'wolvernie']) {
      expect(await look(text, agent)).toEqual({ hits: [], entities: [], ready: true });
    }
    expect(JSON.stringify(await look('zoe', agent))).not.toContain('wolverine');
    expect((await look('d-700', agent)).entities).toEqual([{ entity: 'deal', count: 1, more: false }]);
    expect((await look('ada', agent)).hits).toEqual([]);
    for (const text of ['smith', '上海', 'd-700', ids.Smith ?? '']) {
      expect(await look(text, nobody)).toEqual({ hits: [], entities: [], ready: true });
    }
    expect((await look('smith', agent, { entities: ['user', 'nothing', 'deal'] })).hits).toEqual([]);
  });

  it('[SE7] takes whatever is written, and refuses what is too long or no text', async () => {
    const odd = [
      ...[
        '',
        ' ',
        '%',
        '_',
        '\\',
        '%%%',
        '*',
        '.*',
        '(',
        "'; drop table search.entries; --",
        '$1',
        '{}',
        '{1,2}',
      ],
      ...[
        '\u202e',
        '\u200b',
        '\ufeff',
        'ﷺ',
        '👩‍👩‍👧‍👦',
        '́',
        'İ',
        'ß',
        '１２３',
        'null',
        '__proto__',
        '+',
        '()',
        '0',
        '-1',
      ],
      ...[
        '\r\n\t',
        'ᚠᛇᚻ',
        '田中さん',
        '부산',
        'สวัสดี',
        'a'.repeat(200),
        '上'.repeat(200),
        `${'x '.repeat(100)}`,
      ],
    ];
    const texts = [...odd, ...(naughty as string[]).filter((text) => text.length <= 200)];
    for (const text of texts) expect(Array.isArray((await look(text)).hits)).toBe(true);
    expect(await titles('%')).toEqual([]);
    for (const text of ['smit%', 'sm_th', '.*smith', 'smi\\th']) {
      expect((await look(text)).hits.filter(({ fit }) => fit !== 'similar')).toEqual([]);
    }
    await expect(look('x'.repeat(10_000))).rejects.toMatchObject({ code: 'limit-exceeded' });
    await expect(look('a\0b')).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(look('\ud83d')).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('[SE7] any text answers, and its marks lie within what they mark', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async (text) => {
        if (text.includes('\0')) return;
        for (const { title, ranges, details } of (await look(text)).hits) {
          for (const part of [{ text: title, ranges }, ...details]) {
            let last = -1;
            for (const [start, end] of part.ranges) {
              expect(start > last && end > start && end <= part.text.length).toBe(true);
              expect(part.text.slice(start, end).isWellFormed()).toBe(true);
              last = end;
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[SE8] follows the log: incremental entries equal those from scratch, whatever changes', async () => {
    const { company, search } = searched;
    const system = company.system;
    const other = await searched.process();
    const name = fc.constantFrom('Kim Novak', '李娜', 'Ann', '李 Novak', 'needle', 'ｆｕｌｌ');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('create' as const), name }),
      fc.record({ kind: fc.constant('rename' as const), at: fc.nat(20), name }),
      fc.record({ kind: fc.constant('own' as const), at: fc.nat(20), by: fc.boolean() }),
      fc.record({ kind: fc.constant('city' as const), at: fc.nat(20), name }),
      fc.record({ kind: fc.constantFrom('delete' as const, 'restore' as const), at: fc.nat(20) }),
    );
    const made: string[] = [];
    const pick = (at: number) => made[at % Math.max(1, made.length)] ?? '';
    const any = { version: 'any' } as const;
    const perform = async (change: typeof step extends fc.Arbitrary<infer T> ? T : never): Promise<void> => {
      if (change.kind === 'create') {
        made.push((await company.records.create(system, 'customer', { name: change.name })).id);
      } else if (change.kind === 'rename') {
        await company.records.update(system, 'customer', pick(change.at), { name: change.name }, any);
      } else if (change.kind === 'own') {
        const owner = change.by ? agent.viewer.id : null;
        await company.records.update(system, 'customer', pick(change.at), { owner }, any);
      } else if (change.kind === 'city') {
        await company.records.update(system, 'customer', pick(change.at), { city: change.name }, any);
      } else if (change.kind === 'delete')
        await company.records.delete(system, 'customer', pick(change.at), any);
      else await company.records.restore(system, 'customer', pick(change.at));
    };
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        for (const change of steps) {
          await perform(change).then(
            () => {
              taken += 1;
            },
            (error: { code?: string }) => {
              if (!['not-found', 'state-conflict'].includes(error.code ?? '')) throw error;
            },
          );
        }
        // Two processes follow at once.
        await Promise.all([search.catchUp(), other.search.catchUp()]);
        const incremental = await entries();
        await company.db.query(sql`delete from search.entries`);
        await search.rebuild();
        expect(incremental).toEqual(await entries());
      }),
      { numRuns: 15 },
    );
    expect(taken).toBeGreaterThan(30);
    await other.close();
  }, 60_000);

  it('[SE8] loses nothing when the follower is killed, and does nothing twice that matters', async () => {
    const { company, search } = searched;
    const other = await searched.process();
    for (let round = 0; round < 4; round++) {
      const writes = Array.from({ length: 40 }, (_none, n) =>
        company.records.create(company.system, 'deal', { number: `K-${round}-${n}` }),
      );
      const following = other.search.catchUp().catch(() => {});
      await Promise.all(writes);
      await company.db.query(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and query like '%tenon.consumers%'`);
      await following;
    }
    await other.close();
    await search.catchUp();
    expect((await look('K-3-39')).hits).toHaveLength(1);
    const incremental = await entries();
    await search.rebuild();
    expect(await entries()).toEqual(incremental);
  }, 60_000);

  it('[SE9] is made anew when a release changes what is searched, from where a killed process left it', async () => {
    const { company } = searched;
    await company.records.create(company.system, 'customer', { name: 'Traveller', city: 'Reykjavík' });
    await searched.search.catchUp();
    expect(await titles('reykjavik')).toEqual([]);
    const release = releaseOf(2, { searchFields: ['name', 'company', 'secret', 'notes', 'city'] });
    const next = await searched.process(release);
    const system = under(company.system, release);
    const stopped = new AbortController();
    stopped.abort();
    await makeParts(searchIndex, () => system, stopped.signal);
    expect((await next.search.search(system, { text: 'smith' })).ready).toBe(false);
    await next.search.catchUp();
    const found = await next.search.search(system, { text: 'reykjavik' });
    expect([found.ready, found.hits.map(({ title }) => title)]).toEqual([true, ['Traveller']]);
    // A process that has not heard of the release leaves the index alone.
    const before = await entries();
    await forget(company.system, searchIndex);
    expect((await makeParts(searchIndex, () => company.system)).records).toBe(0);
    expect(await entries()).toEqual(before);
    const back = releaseOf(3, {});
    const again = await searched.process(back);
    await again.search.catchUp();
    const gone = await again.search.search(under(company.system, back), { text: 'reykjavik' });
    expect([gone.ready, gone.hits]).toEqual([true, []]);
    await next.close();
    await again.close();
    await company.db.query(sql`update tenon.index_states set release = 1`);
  });

  it('[SE10] a list searches with the index as without it, also for what was just written', async () => {
    const { company, search } = searched;
    await search.catchUp();
    const list = async (text: string, index: boolean) => {
      if (!index) await company.db.query(sql`update tenon.index_states set phase = 'entries'`);
      const page = await company.records.query(company.system, 'customer', {
        search: text,
        limit: 500,
        fields: ['name'],
      });
      if (!index) await company.db.query(sql`update tenon.index_states set phase = 'ready'`);
      return page.items.map(({ id }) => id);
    };
    const texts = [
      'mith',
      'n s',
      'smith',
      '上海',
      '天马贸',
      'needle 100%_\\',
      'e',
      'SMITH',
      'Straße',
      'zoë',
      'fer Sm',
      'ge & S',
    ];
    for (const text of texts) expect([text, await list(text, true)]).toEqual([text, await list(text, false)]);
    // Conditions ask it, too: wherever they stand they mean the same.
    const filtered = async (where: Expression, index: boolean) => {
      if (!index) await company.db.query(sql`update tenon.index_states set phase = 'entries'`);
      const page = await company.records.query(company.system, 'customer', {
        where,
        limit: 500,
        fields: ['name'],
        count: 'bounded',
      });
      if (!index) await company.db.query(sql`update tenon.index_states set phase = 'ready'`);
      return [page.count, ...page.items.map(({ id }) => id)];
    };
    const has = (text: string, how = 'icontains', field = 'name') => ({ [how]: [{ var: field }, text] });
    const conditions: Expression[] = [
      ...texts.flatMap((text) => ['icontains', 'contains', 'ends_with'].map((how) => has(text, how))),
      { and: [has('smith'), has('Garcia', 'contains', 'company')] },
      { or: [has('smith'), has('天马', 'contains', 'company')] },
      { '!': has('smith') },
      has('上海', 'contains', 'city'),
    ];
    for (const where of conditions)
      expect([where, await filtered(where, true)]).toEqual([where, await filtered(where, false)]);
    expect((await filtered(has('天马', 'contains', 'company'), true)).length).toBe(2);
    expect((await list('needle 100%_\\', true)).length).toBe(1);
    const { id } = await company.records.create(company.system, 'customer', { name: 'Just now' });
    expect(await list('just n', true)).toEqual([id]);
    expect((await filtered(has('ust n'), true)).slice(1)).toEqual([id]);
  });

  it('[SE11] tells a doctor what is wrong with it, and is mended by making it anew', async () => {
    const { company, search } = searched;
    const { db } = company;
    await search.catchUp();
    expect(await search.check()).toEqual([]);
    // What is not followed yet is no fault.
    await company.records.create(company.system, 'customer', { name: 'Not yet' });
    expect(await search.check()).toEqual([]);
    await search.catchUp();
    await db.query(sql`
      update search.entries set grams = '{1,2,3}'
      where record_id = ${sql.value(ids.Smith, 'uuid')} or record_id = ${sql.value(ids.王伟明, 'uuid')}`);
    await db.query(sql`
      insert into search.entries (entity, record_id, grams) values ('deal', gen_random_uuid(), '{1}')`);
    const said = (await search.check()).map(({ code, message }) => `${code}: ${message}`);
    expect(said).toEqual([
      expect.stringMatching(/^search-differs: .* of customer is wrong about 2 of \d+ .*tenon reindex/),
      expect.stringMatching(/^search-differs: .* of deal still has 1 .*tenon reindex/),
    ]);
    await db.query(sql`update tenon.index_states set phase = 'entries' where part = 'deal'`);
    expect(await search.check()).toHaveLength(1);
    await db.query(sql`update tenon.index_states set at = at - interval '1 hour' where part = 'deal'`);
    expect((await search.check()).map(({ code }) => code)).toEqual(['search-differs', 'search-unready']);
    await search.rebuild();
    expect(await search.check()).toEqual([]);
  });
});

describe('numbers of pieces', () => {
  it('are in order, each once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const grams = [...gramsOf({ entity: 'e', owner: null, title: text, texts: [text, text] })];
        expect(grams).toEqual([...new Set(grams)].sort((a, b) => a - b));
      }),
    );
  });

  it('hold what a question asks for, in whatever script', () => {
    const part = fc.oneof(
      fc.stringMatching(/^[a-z0-9]{1,8}$/),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (words) => {
        const text = words.join(' ');
        const held = new Set(gramsOf({ entity: 'e', owner: null, title: text, texts: [text] }));
        for (const terms of questionOf(text).readings.slice(0, 1))
          for (const term of terms)
            for (const wanted of strictGrams(term)) expect(held.has(wanted)).toBe(true);
      }),
    );
  });

  it('differ by kind, also for single characters', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
    const all = Object.values(kinds).flatMap((kind) => letters.map((letter) => gram(kind, letter)));
    expect(new Set(all).size).toBe(all.length);
  });
});
