import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { TimelineEntry } from '@tenon/model';
import fc from 'fast-check';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { type Company, openCompany } from '../work/testing/company.ts';
import { documents } from '../work/testing/documents.ts';
import { type TimelineQuery, timeline } from './timeline.ts';

const grant = (entity: string, more: object = {}) => ({ entity, actions: ['read', 'update'], ...more });
const role = (id: string, grants: readonly object[]) => ({
  kind: 'role',
  id,
  label: id,
  grants,
  capabilities: [],
});

let company: Company;
let reader: () => Context;
let keeper: () => Context;
beforeAll(async () => {
  company = await openCompany({
    documents: [
      {
        kind: 'page',
        id: 'account',
        entity: 'account',
        label: 'Account',
        tabs: [
          {
            id: 'timeline',
            label: 'Timeline',
            sections: [{ id: 'all', show: 'timeline', timeline: { relations: ['deals', 'partners'] } }],
          },
        ],
      },
      role('reader', [grant('account', { fields: { hidden: ['vip'] } }), grant('user')]),
      role('keeper', [
        grant('account', { fields: { hidden: ['partners'] } }),
        grant('user'),
        grant('deal', { where: { '==': [{ var: 'owner' }, { var: 'viewer.id' }] } }),
      ]),
    ],
  });
  await company.work.catchUp();
  reader = await company.agent('Rita', {}, ['reader']);
  keeper = await company.agent('小明', {}, ['keeper']);
}, 60_000);
afterAll(() => company?.close());

const account = (fields: object = {}) =>
  company.records.create(company.system(), 'account', { name: '华为技术有限公司', ...fields });
const set = (
  entity: string,
  id: string,
  patch: { readonly [field: string]: unknown },
  as = company.system(),
) => company.records.update(as, entity, id, patch, { version: 'any' });

async function all(context: Context, entity: string, id: string, query: TimelineQuery) {
  const items: TimelineEntry[] = [];
  const sizes: number[] = [];
  let after: string | undefined;
  do {
    const page = await timeline(context, entity, id, { ...query, ...(after !== undefined && { after }) });
    items.push(...page.items);
    sizes.push(page.items.length);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return { items, sizes };
}

const outline = (entry: TimelineEntry): string => {
  const changes = 'changes' in entry ? entry.changes.map(({ field }) => field).join(',') : '';
  const name = entry.kind === 'related' ? `${entry.relation}:${entry.title}` : '';
  return `${entry.kind} ${'action' in entry ? entry.action : ''} ${name}${changes}`.trim();
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: { code?: string }) => error.code,
  );

describe('a timeline', () => {
  it('[TL1] in pages of any size is everything there is, once, newest first', async () => {
    const step = fc.constantFrom('rename', 'deal', 'won', 'partner', 'contact', 'away');
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 14 }),
        fc.integer({ min: 1, max: 5 }),
        async (steps, limit) => {
          const { id } = await account();
          const partners: string[] = [];
          const deals: string[] = [];
          for (const [index, what] of steps.entries()) {
            if (what === 'rename') await set('account', id, { name: `名称 ${index}`, vip: index % 2 === 0 });
            if (what === 'deal') deals.push(await company.deal({ account: id, name: `商机 ${index}` }));
            if (what === 'won' && deals[0]) await set('deal', deals[0], { value: String(index) });
            if (what === 'partner') {
              partners.push((await account({ name: `P${index}` })).id);
              await set('account', id, { partners });
            }
            if (what === 'contact') {
              await company.db.query(sql`
                insert into tenon.touchpoints (id, entity, record_id, channel, direction, at)
                values (${sql.value(newId(), 'uuid')}, 'account', ${sql.value(id, 'uuid')}, 'call', 'in', now())`);
            }
            // A deal of another account is told of there.
            if (what === 'away' && deals.length > 0) await set('deal', deals.pop() ?? '', { account: null });
          }
          const told = [id, ...partners, ...deals];
          const expected = await company.db.query<{ id: string }>(sql`
            select id from tenon.changes where record_id = any(${sql.value(told, 'uuid[]')})
            union all
            select id from tenon.touchpoints where record_id = ${sql.value(id, 'uuid')}
            order by id desc`);
          const { items, sizes } = await all(company.system(), 'account', id, { limit });
          expect(items.map((entry) => entry.id)).toEqual(expected.map((row) => row.id));
          expect(sizes.slice(0, -1).every((size) => size === limit)).toBe(true);
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);

  it('[TL2] holds nothing of what its reader may not see, and no gap where it was', async () => {
    const mine = keeper().viewer.id;
    const { id } = await account();
    await company.deal({ account: id, name: 'Ours', owner: mine });
    const other = await company.deal({ account: id, name: 'Theirs' });
    await set('account', id, { vip: true });
    await set('account', id, { name: '新名称', vip: false });
    await set('deal', other, { value: '5' });

    const byReader = await all(reader(), 'account', id, { limit: 1 });
    expect(byReader.items.map(outline)).toEqual(['change update name', 'change create']);
    expect(byReader.sizes).toEqual([1, 1]);
    const byKeeper = await all(keeper(), 'account', id, { limit: 10 });
    expect(byKeeper.items.map(outline)).toEqual([
      'change update name,vip',
      'change update vip',
      'related create deals:Ours',
      'change create',
    ]);
    expect(await refusal(timeline(reader(), 'deal', other))).toBe('not-found');
    expect(await refusal(timeline(keeper(), 'deal', other))).toBe('not-found');
    // A relation that is hidden is one that was never there.
    expect(await refusal(timeline(keeper(), 'account', id, { relations: ['partners'] }))).toBe(
      'invalid-query',
    );
    expect(await refusal(timeline(keeper(), 'account', id, { relations: ['nothing'] }))).toBe(
      'invalid-query',
    );
    expect((await timeline(reader(), 'account', id, { kinds: ['related'] })).items).toEqual([]);
  });

  it('[TL3] tells of tasks with what came of them, once', async () => {
    const eva = await company.agent('Eva', { region: 'east', capacity: 100 });
    const deal = await company.deal({ name: '跟进我' });
    await company.work.assignment.run(company.manager(), 'give_deals');
    const task = (await company.work.tasks.list(eva(), {})).items.find(({ record }) => record === deal);
    if (!task) throw new Error('No task was given');
    const outcome = [...(company.release.model.taskTypes.get('follow_up')?.outcomes.values() ?? [])].find(
      ({ note, fields }) => note !== 'none' && fields.every(({ required }) => !required),
    );
    if (!outcome) throw new Error('No outcome takes a note');
    await company.work.tasks.complete(eva(), task.id, {
      outcome: outcome.id,
      note: '客户说下周再联系',
      version: task.version,
    });
    const { items } = await all(eva(), 'deal', deal, {});
    const tasks = items.filter((entry) => entry.kind === 'task');
    expect(tasks.map(({ action }) => action)).toEqual(['create', 'complete', 'create']);
    expect(tasks[2]).toMatchObject({ ruleLabel: { 'zh-CN': '分配商机' }, operator: { name: 'Eva' } });
    expect(tasks[1]).toMatchObject({
      note: '客户说下周再联系',
      outcome: outcome.id,
      outcomeLabel: outcome.label,
      by: { name: 'Eva' },
    });
    expect(items.filter(({ kind }) => kind === 'touchpoint')).toEqual([]);
    // Asked for alone, the contact that the task was stands for itself.
    const contacts = await timeline(eva(), 'deal', deal, { kinds: ['touchpoint'] });
    expect(contacts.items).toMatchObject([{ kind: 'touchpoint', note: '客户说下周再联系', channel: 'task' }]);
  });

  it('[TL4] refuses places of others, kinds that are none and sizes past the limit', async () => {
    const [one, two] = [await account(), await account()];
    await set('account', one.id, { name: 'Renamed' });
    const { next } = await timeline(company.system(), 'account', one.id, { limit: 1 });
    const after = next ?? '';
    expect(after).not.toBe('');
    const asked = (id: string, query: TimelineQuery) =>
      refusal(timeline(company.system(), 'account', id, query));
    expect(await asked(one.id, { after })).toBe('not refused');
    expect(await asked(two.id, { after })).toBe('invalid-cursor');
    expect(await asked(one.id, { after, kinds: ['task'] })).toBe('invalid-cursor');
    for (const bad of ['', 'x', one.id, '…', `${after}A`]) {
      expect([bad, await asked(one.id, { after: bad })]).toEqual([bad, 'invalid-cursor']);
    }
    expect(await asked(one.id, { kinds: ['changes'] })).toBe('invalid-query');
    expect(await asked(one.id, { relations: ['parent'] })).toBe('invalid-query');
    expect(await asked(one.id, { limit: 101 })).toBe('limit-exceeded');
    expect(await asked(newId(), {})).toBe('not-found');
  });
});

describe('history', () => {
  const history = (context: Context, id: string, options: object = {}) =>
    company.records.history(context, 'account', id, options);

  it('[HI1] is narrowed to a field and a person; a hidden field is one that nothing happened to', async () => {
    const { id } = await account();
    await set('account', id, { name: 'Two', vip: true });
    await set('account', id, { name: 'Three' }, keeper());
    await set('account', id, { vip: false });
    const fields = (page: Awaited<ReturnType<typeof history>>) =>
      page.items.map(({ changes }) => changes.map(({ field, toText }) => `${field}=${toText}`).join());
    expect(fields(await history(company.system(), id, { field: 'vip' }))).toEqual([
      'vip=No',
      expect.stringContaining('vip=Yes'),
    ]);
    expect(fields(await history(company.system(), id, { by: keeper().viewer.id }))).toEqual(['name=Three']);
    expect(fields(await history(company.system(), id, { field: 'nothing' }))).toEqual([]);
    expect(fields(await history(reader(), id, { field: 'vip' }))).toEqual([]);
    expect(fields(await history(reader(), id))).toEqual(['name=Three', 'name=Two', 'name=华为技术有限公司']);
  });

  it('[HI2] keeps fields readable that are gone, for those who could see them then', async () => {
    const { id } = await account();
    const old = documents.map((document) => {
      const {
        kind,
        id: own,
        fields = [],
      } = document as { kind: string; id: string; fields?: readonly object[] };
      const rating = { id: 'rating', type: 'choice', label: { en: 'Rating', 'zh-CN': '评级' }, options };
      return kind === 'entity' && own === 'account' ? { ...document, fields: [...fields, rating] } : document;
    });
    const kept = [
      ...old,
      role('reader', [grant('account', { fields: { hidden: ['rating'] } })]),
      role('keeper', [grant('account')]),
    ];
    await company.db.query(sql`
      insert into tenon.releases (number, at, note, digest, generations) values (7, now(), '', '', '{}')`);
    for (const [index, document] of kept.entries()) {
      const { kind, id: own } = document as { kind: string; id: string };
      await company.db.query(sql`
        insert into tenon.documents (hash, content) values (${`h${index}`}, ${JSON.stringify(document)})`);
      await company.db.query(sql`
        insert into tenon.release_documents (release, kind, id, hash) values (7, ${kind}, ${own}, ${`h${index}`})`);
    }
    await company.db.query(sql`
      insert into tenon.changes (id, entity, record_id, action, version, changes, at, source, release)
      values (${sql.value(newId(), 'uuid')}, 'account', ${sql.value(id, 'uuid')}, 'update', 2,
        '{"rating": ["a", "b"]}', now(), 'api', 7)`);
    const [entry] = (await history(keeper(), id)).items;
    expect(entry?.changes).toMatchObject([
      { field: 'rating', label: 'Rating', fromText: '甲', toText: '乙', removed: true },
    ]);
    expect((await history(reader(), id)).items.map(({ action }) => action)).toEqual(['create']);
  });

  const options = {
    choices: [
      { id: 'a', label: '甲' },
      { id: 'b', label: '乙' },
    ],
  };
});
