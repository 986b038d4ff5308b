import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreFieldsServer } from '@tenon/core-fields/server';
import { coreStrategies } from '@tenon/core-strategies';
import { coreTiles } from '@tenon/core-tiles';
import { coreViews } from '@tenon/core-views';
import { type Sql, sql } from '@tenon/expressions';
import { compile, listIndexes, mostIndexes, type RecordQuery } from '@tenon/model';
import { createRegistry } from '@tenon/plugin-api';
import { createTestDatabase } from '../../../tests/support/index.ts';
import type { Database } from '../database/index.ts';
import { authorizeSelect, entityFor } from '../query/authorize.ts';
import { compileSelect } from '../query/compile/select.ts';
import { parseSelect } from '../query/parse.ts';
import { type CompanyIn, openCompanyIn } from '../records/testing/company.ts';
import { migrateSystem } from '../system/migrate.ts';
import { createTables } from './index.ts';

const registry = createRegistry(
  [coreRules, coreFields, coreStrategies, coreTiles, coreViews],
  [coreFieldsServer],
);
const text = (id: string, maxLength: number) => ({ id, type: 'text', options: { maxLength } });
const view = (id: string, rest: object) => ({
  kind: 'view',
  id,
  entity: 'visit',
  label: id,
  columns: [{ field: 'name' }],
  ...rest,
});
const isOpen = { '==': [{ var: 'state' }, 'open'] };
const mine = { '==': [{ var: 'owner' }, { var: 'viewer.id' }] };

const entity = {
  kind: 'entity',
  id: 'visit',
  label: 'Visit',
  sort: [{ field: 'name' }],
  fields: [
    text('name', 200),
    text('city', 80),
    { id: 'state', type: 'choice', options: { choices: ['open', 'done'].map((id) => ({ id, label: id })) } },
    { id: 'rank', type: 'integer' },
    { id: 'on', type: 'date' },
    { id: 'notes', type: 'long_text' },
    { id: 'hours', type: 'decimal', options: { scale: 1 } },
    { id: 'site', type: 'address' },
  ],
  indexes: [
    { id: 'busy', sort: [{ field: 'rank', direction: 'desc' }, { field: 'city' }] },
    { id: 'again', sort: [{ field: 'name' }] },
    { id: 'long', filter: ['hours'] },
  ],
};
const documents = [
  { kind: 'organisation', id: 'main', label: 'T', timeZone: 'Asia/Shanghai', currency: 'CNY' },
  entity,
  view('late', { where: isOpen, sort: [{ field: 'on', direction: 'desc' }] }),
  view('also_late', { where: { and: [isOpen] }, sort: [{ field: 'on', direction: 'desc' }] }),
  view('mine', { where: mine }),
  view('named', { sort: [{ field: 'created_at', direction: 'desc' }] }),
  view('noted', { sort: [{ field: 'notes' }] }),
  view('board', { type: 'kanban', options: { group: 'state' }, sort: [{ field: 'rank' }] }),
  view('days', { type: 'calendar', options: { start: 'on' } }),
  view('sites', { sort: [{ field: 'site.city' }] }),
];

const compiled = (changed: readonly unknown[] = documents) => compile(changed, registry);
const modelOf = (changed?: readonly unknown[]) => compiled(changed).model;
const namesOf = (changed?: readonly unknown[]) => {
  const model = modelOf(changed);
  const visit = model.entities.get('visit');
  if (!visit) throw new Error('No such entity');
  return listIndexes(visit, model).made.map(({ id, filter, sort }) =>
    [
      id,
      ...filter.map((field) => field.id),
      ...sort.map(({ field, direction }) => `${field.id} ${direction}`),
    ].join(', '),
  );
};

describe('indexes of lists', () => {
  it('[TB40] follow from the order of the entity, what is asked for, and its views; none twice', () => {
    expect(namesOf()).toEqual([
      'order, name asc',
      'by_rank_city, rank desc, city asc',
      'by_hours, hours',
      'by_state_on, state, on desc',
      'by_owner_name, owner, name asc',
      'by_state_rank, state, rank asc',
      'by_on, on asc',
      'by_site_city, site.city asc',
    ]);
  });

  it('[TB44] follow from reports, those on dashboards first, and from work that is handed out', () => {
    const report = (id: string, where: object | undefined, measures: readonly object[] = [count]) => ({
      kind: 'report',
      id,
      label: id,
      entity: 'visit',
      measures,
      ...(where && { where }),
    });
    const count = { id: 'n', label: 'n', aggregate: 'count' };
    const recent = { within: [{ var: 'on' }, 'P30D'] };
    const inCity = { '==': [{ var: 'city' }, '上海'] };
    const counted = [
      documents[0],
      { ...entity, indexes: [], sort: [] },
      view('late', { where: isOpen, sort: [{ field: 'on', direction: 'desc' }] }),
      report('seldom', { and: [inCity, { '>': [{ var: 'rank' }, 3] }] }),
      // The view has an index for these, whichever way it is read.
      report('open_recently', { and: [isOpen, recent] }),
      report('recent_open', { and: [recent, { '<': [{ var: 'rank' }, 9] }, isOpen] }),
      // Nothing that an index leads to: of both fields, of either, and of the notes.
      report('compared', { '<': [{ var: 'rank' }, { var: 'hours' }] }),
      report('either', { or: [inCity, { '==': [{ var: 'rank' }, 1] }] }),
      report('noted', { '==': [{ var: 'notes' }, 'x'] }),
      report('all', undefined),
      report('by_measure', undefined, [{ ...count, where: { '==': [{ var: 'hours' }, 1] } }]),
      report('of_two', undefined, [
        { ...count, where: { '==': [{ var: 'name' }, 'x'] } },
        { ...count, id: 'm' },
      ]),
      {
        kind: 'dashboard',
        id: 'home',
        label: 'Home',
        tiles: [{ id: 't', type: 'number', report: 'by_measure', position: { x: 0, y: 0, w: 3, h: 2 } }],
      },
      { kind: 'queue', id: 'q', label: 'q', entity: 'visit' },
      {
        kind: 'task-type',
        id: 'call',
        label: 'Call',
        entity: 'visit',
        outcomes: [{ id: 'done', label: 'Done' }],
      },
      {
        kind: 'assignment-rule',
        id: 'calls',
        label: 'Calls',
        taskType: 'call',
        recall: {
          records: { where: inCity, sort: [{ field: 'rank', direction: 'desc' }], limit: 5 },
          operators: {},
        },
        match: { strategy: 'round-robin' },
      },
    ];
    expect(namesOf(counted)).toEqual([
      'by_state_on, state, on desc',
      'by_city_rank, city, rank desc',
      'by_hours, hours',
    ]);
  });

  it('[TB41] are of use and no wider than an index holds, or a problem says so', () => {
    const withIndex = (index: object, fields: readonly object[] = []) =>
      compiled([
        documents[0],
        { ...entity, fields: [...entity.fields, ...fields], indexes: [index] },
      ]).problems.map(({ code, pointer }) => `${code} ${pointer}`);
    expect(withIndex({ id: 'a', sort: [{ field: 'notes' }] })).toEqual([
      'index-impossible /indexes/0/sort/0/field',
    ]);
    expect(withIndex({ id: 'a', filter: ['nane'] })).toEqual(['path-unknown /indexes/0/filter/0']);
    expect(withIndex({ id: 'a' })).toEqual(['index-empty /indexes/0']);
    const wide = [text('one', 500), text('two', 500)];
    expect(withIndex({ id: 'a', filter: ['one', 'two'] }, wide)).toEqual(['index-wide /indexes/0']);
    expect(withIndex({ id: 'a', filter: ['one'], sort: [{ field: 'rank' }] }, wide)).toEqual([]);
  });

  it('[TB42] beyond the most are left out with a warning', () => {
    const fields = Array.from({ length: mostIndexes + 1 }, (_none, n) => ({ id: `n${n}`, type: 'integer' }));
    const views = fields.map(({ id }) => view(`by_${id}`, { sort: [{ field: id }] }));
    const changed = [
      documents[0],
      { ...entity, fields: [...entity.fields, ...fields], indexes: [] },
      ...views,
    ];
    expect(namesOf(changed)).toHaveLength(mostIndexes);
    expect(compiled(changed).problems).toMatchObject([
      { severity: 'warning', code: 'indexes-many', details: { left: 'n15, n16' } },
    ]);
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}
const nodesOf = (plan: PlanNode): readonly PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

describe('queries of lists', () => {
  const rows = 3_000;
  let db: Database;
  let drop: () => Promise<void>;
  let company: CompanyIn;
  beforeAll(async () => {
    ({ db, drop } = await createTestDatabase({
      name: 'system',
      build: (fresh) => migrateSystem(fresh.knex()),
    }));
    const { model, problems } = compiled();
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    await createTables(db, model, registry);
    company = openCompanyIn(db, model);
    await db.query(sql`
      insert into records.visit (id, created_at, updated_at, version, name, city, state, rank, "on", site__city)
      select gen_random_uuid(), now() - n * interval '1 minute', now(), 1,
        case when n % 17 = 0 then null else (array['王伟', '李娜', 'Zoë', 'zebra', 'Äpfel', 'apple', '张'])[1 + n % 7] || n % 400 end,
        case when n % 5 = 0 then null else (array['上海', '北京', 'Köln', 'Kiel'])[1 + n % 4] end,
        case when n % 3 = 0 then 'done' when n % 7 = 0 then null else 'open' end,
        case when n % 11 = 0 then null else n % 13 end,
        case when n % 6 = 0 then null else date '2026-01-01' + n % 300 end,
        case when n % 8 = 0 then null else 'City ' || n % 90 end
      from generate_series(1, ${sql.literal(String(rows))}::integer) n`);
    await db.query(sql`analyze records.visit`);
  }, 60_000);
  afterAll(() => drop?.());

  function statementOf(query: RecordQuery): Sql {
    const { node } = parseSelect(company.system, entityFor(company.system, 'visit'), query);
    return compileSelect(company.system, authorizeSelect(company.system, node)).statement;
  }

  async function planOf(query: RecordQuery): Promise<readonly PlanNode[]> {
    return db.transaction(async (tx) => {
      await tx.query(sql`set local enable_seqscan = off`);
      await tx.query(sql`set local enable_bitmapscan = off`);
      const [row] = await tx.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(
        sql`explain (analyze, buffers, format json) ${statementOf(query)}`,
      );
      const plan = row?.['QUERY PLAN'][0]?.Plan;
      return plan ? nodesOf(plan) : [];
    });
  }
  const touched = ([top]: readonly PlanNode[]) =>
    (top?.['Shared Hit Blocks'] ?? 0) + (top?.['Shared Read Blocks'] ?? 0);

  const lists: readonly (readonly [string, RecordQuery])[] = [
    ['order', { sort: [{ field: 'name' }] }],
    ['by_state_on', { where: isOpen, sort: [{ field: 'on', direction: 'desc' }] }],
    ['by_rank_city', { sort: [{ field: 'rank', direction: 'desc' }, { field: 'city' }] }],
    ['by_state_rank', { where: isOpen, sort: [{ field: 'rank' }] }],
    ['by_on', { sort: [{ field: 'on' }] }],
    ['by_site_city', { sort: [{ field: 'site.city' }] }],
  ];

  it.each(lists)(
    '[TB43] by %s read pages from the index, without sorting, and no more of it deep down',
    async (name, query) => {
      const asked = { ...query, fields: ['name'], limit: 20 };
      const first = await planOf(asked);
      expect(first.map((node) => node['Node Type']).filter((type) => type.includes('Sort'))).toEqual([]);
      expect(first.flatMap((node) => node['Index Name'] ?? [])).toEqual([
        expect.stringContaining(`visit.${name}~`),
      ]);

      const met: string[] = [];
      let after: string | undefined;
      let deepest: readonly PlanNode[] = [];
      do {
        const page = await company.records.query(company.system, 'visit', { ...asked, limit: 200, after });
        met.push(...page.items.map(({ id }) => id));
        if (after !== undefined && met.length > 400) deepest = await planOf({ ...asked, after });
        after = page.next ?? undefined;
      } while (after !== undefined);
      const whole = await db.query<{ id: string }>(statementOf({ ...asked, limit: 200 }));
      expect(met.slice(0, 200)).toEqual(whole.slice(0, 200).map(({ id }) => id));
      expect(new Set(met).size).toBe(met.length);
      const [{ count } = { count: 0 }] = await db.query<{ count: number }>(
        sql`select count(*)::integer as count from records.visit where ${query.where ? sql`state = 'open'` : sql`true`}`,
      );
      expect(met).toHaveLength(count);
      expect(new Set(deepest.flatMap((node) => node['Index Name'] ?? []))).toEqual(
        new Set([expect.stringContaining(`visit.${name}~`)]),
      );
      expect(touched(deepest)).toBeLessThan(touched(first) * 5);
    },
  );
});
