/** The main job through all of the house: documents → tables → import → segments → tasks → outcome → dashboard → publish → roll back. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentAt, formatDocument } from '@tenon/documents';
import type {
  AssignmentResult,
  DashboardData,
  ImportResult,
  PlanBody,
  RecordBody,
  RecordPage,
  ReleaseBody,
  TaskBody,
  TaskPage,
  WhyBody,
  WorkbenchBody,
} from '@tenon/model';
import type { ReportResult } from '@tenon/plugin-api';
import { pipeline, salesFiles } from '../support/hardware-sales-data.ts';
import {
  fixtureApp,
  fixtureMapping,
  type Instance,
  type Person,
  signIn,
  startInstance,
} from '../support/index.ts';

const documents = fixtureApp('hardware-sales');
let instance: Instance;
let administrator: Person;
beforeAll(async () => {
  instance = await startInstance(documents);
  administrator = await instance.user('Adam Administrator', ['administrator']);
}, 60_000);
afterAll(() => instance.close());

const load = (person: Person, entity: string, name: string, csv: string, more = {}) => {
  const mapping = encodeURIComponent(JSON.stringify({ ...fixtureMapping('hardware-sales', name), ...more }));
  return person.client.call<ImportResult>('POST', `/records/${entity}/import?mapping=${mapping}`, csv, {
    'content-type': 'text/csv',
  });
};
const report = async (person: Person, id: string) =>
  (await person.client.call<ReportResult>('GET', `/reports/${id}/data`)).body;

describe('the loop', () => {
  it('checks files without writing, then imports them, and a second time makes no duplicates', async () => {
    for (const [entity, name, csv] of salesFiles) {
      const rows = csv.trim().split('\n').length - 1;
      if (entity === 'product') {
        const dry = await load(administrator, entity, name, csv, { dryRun: true });
        expect(dry.body).toMatchObject({ state: 'checked', rows, created: rows, failed: 0 });
        expect(
          (await administrator.client.call<RecordPage>('GET', '/records/product')).body.items,
        ).toHaveLength(0);
      }
      const first = await load(administrator, entity, name, csv);
      expect(first.body).toMatchObject({
        state: 'done',
        rows,
        created: rows,
        updated: 0,
        failed: 0,
        errors: [],
      });
      const second = await load(administrator, entity, name, csv);
      expect(second.body).toMatchObject({ state: 'done', rows, created: 0, updated: 0, unchanged: rows });
    }
  });

  it('refuses a file with a bad row whole, and says where', async () => {
    const bad = `${pipeline}D13,Anna Ahlers,GTXPro,Acme Corporation,Won,2017-13-01,2017-02-01,much\nD14,Anna Ahlers,GTX Basic,,Dreaming,,,\nD15,Anna Ahlers,Unheard Of,,Engaging,2017-01-01,,\n`;
    const { body } = await load(administrator, 'opportunity', 'sales-pipeline', bad);
    expect(body.state).toBe('failed');
    const places = body.errors.map(({ row, column }) => [row, column]);
    expect(places).toEqual(
      expect.arrayContaining([
        [16, 'product'],
        [14, 'engage_date'],
        [14, 'close_value'],
        [15, 'deal_stage'],
      ]),
    );
    const count = await administrator.client.call<RecordPage>(
      'GET',
      '/records/opportunity?count=bounded&limit=1',
    );
    expect(count.body.count).toEqual({ value: 12, exact: true });
  });

  it('gives figures that are exact, over paths and by region', async () => {
    const totals = await report(administrator, 'pipeline_totals');
    expect(totals.rows[0]?.values).toMatchObject({
      opportunities: '12',
      won: '5',
      lost: '3',
      engaging: '3',
      prospecting: '1',
      win_rate: '0.625',
      won_value: '15090',
    });
    const regions = await report(administrator, 'won_by_region');
    expect(regions.rows.map((row) => [row.titles.region, row.values.won_value])).toEqual([
      ['Central', '10040'],
      ['West', '5050'],
    ]);
    const agents = await report(administrator, 'top_agents');
    expect(agents.rows[0]).toMatchObject({ titles: { agent: 'Anna Ahlers' }, values: { won_value: '5340' } });
    const parent = await administrator.client.call<RecordPage>('POST', '/records/account/query', {
      where: { '==': [{ var: 'name' }, 'Bluth Company'] },
      fields: ['parent', 'sector'],
      titles: true,
    });
    expect(parent.body.items[0]).toMatchObject({
      sector: 'technology',
      $titles: { parent: 'Acme Corporation' },
    });
  });

  it('divides accounts, simulates and runs the rule alike, and explains', async () => {
    const { client } = administrator;
    await client.call('POST', '/segmentations/account_value/refresh', {});
    const sizes = await client.call<{ segments: { segment: string; count: number }[] }>(
      'GET',
      '/segmentations/account_value/sizes',
    );
    expect(Object.fromEntries(sizes.body.segments.map(({ segment, count }) => [segment, count]))).toEqual({
      key: 0,
      loyal: 0,
      recent: 0,
      developing: 2,
      quiet: 1,
    });
    const rule = '/work/assignment-rules/follow_up_open_deals';
    const simulation = await client.call<AssignmentResult>('POST', `${rule}/simulate`, {});
    const run = await client.call<AssignmentResult>('POST', `${rule}/run`, {});
    expect(run.body).toMatchObject({ recalled: 4, assigned: 4, waiting: 0 });
    expect(simulation.body.assignments).toEqual(run.body.assignments);
    expect((await client.call<AssignmentResult>('POST', `${rule}/run`, {})).body.assigned).toBe(0);

    const tasks = await client.call<TaskPage>('GET', '/work/tasks?scope=all');
    expect(tasks.body.items).toHaveLength(4);
    for (const task of tasks.body.items) {
      const deal = await client.call<RecordBody>(
        'GET',
        `/records/opportunity/${task.record}?fields=owner,owner.team`,
      );
      const operator = await client.call<RecordBody>('GET', `/records/user/${task.operator?.id}?fields=team`);
      expect(operator.body.team).toBe(deal.body['owner.team']);
    }
    const why = `/work/tasks/${tasks.body.items[0]?.id}/why`;
    expect((await client.call<WhyBody>('GET', why)).body.sentences.length).toBeGreaterThan(0);
    const chinese = await client.call<WhyBody>('GET', why, undefined, { 'accept-language': 'zh-CN' });
    expect(chinese.body.sentences.join('')).toMatch(/\p{Script=Han}/u);
  });

  it('lets an operator complete the best task, and the dashboard shows it', async () => {
    const all = await administrator.client.call<TaskPage>('GET', '/work/tasks?scope=all');
    const operatorId = all.body.items[0]?.operator?.id ?? '';
    const record = await administrator.client.call('GET', `/records/user/${operatorId}`);
    const named = await administrator.client.call(
      'PATCH',
      `/records/user/${operatorId}`,
      { email: 'operator@example.com' },
      { 'if-match': record.headers.get('etag') ?? '' },
    );
    expect(named.status).toBe(200);
    await instance.tenon.identity.setPassword(operatorId, 'the password of the operator');
    const client = await signIn(instance.url, 'operator@example.com', 'the password of the operator');

    const mine = await client.call<TaskPage>('GET', '/work/tasks');
    const priorities = mine.body.items.map(({ priority }) => Number(priority));
    expect(priorities.length).toBeGreaterThan(0);
    expect(priorities).toEqual(priorities.toSorted((a, b) => b - a));
    const task = mine.body.items[0] as TaskBody;
    expect((await client.call<WorkbenchBody>('GET', `/work/tasks/${task.id}`)).body.task.id).toBe(task.id);
    const opened = await client.call<TaskBody>('POST', `/work/tasks/${task.id}/open`, {});
    expect(opened.body.state).toBe('in_progress');
    const incomplete = await client.call('POST', `/work/tasks/${task.id}/complete`, {
      outcome: 'won',
      version: opened.body.version,
    });
    expect(incomplete.status).toBe(400);

    const before = (await report(administrator, 'pipeline_totals')).rows[0]?.values;
    const completion = {
      outcome: 'won',
      values: { close_value: '6000.50' },
      note: '客户已签约',
      version: opened.body.version,
      key: 'once',
      seconds: 95,
    };
    const done = await client.call<TaskBody>('POST', `/work/tasks/${task.id}/complete`, completion);
    expect(done.body.state).toBe('completed');
    const retried = await client.call<TaskBody>('POST', `/work/tasks/${task.id}/complete`, completion);
    expect(retried.body).toMatchObject({ state: 'completed', version: done.body.version });

    const after = await administrator.client.call<DashboardData>('GET', '/dashboards/sales_overview/data');
    const tile = after.body.tiles.won_value as ReportResult;
    expect(tile.rows[0]?.values.won_value).toBe(String(Number(before?.won_value) + 6000.5));
    expect(tile.rows[0]?.values.won).toBe(String(Number(before?.won) + 1));
    const history = await administrator.client.call<{
      items: { source: string; changes: { field: string }[] }[];
    }>('GET', `/records/opportunity/${task.record}/history`);
    const byTask = history.body.items.filter(({ source }) => source === 'task');
    expect(byTask.flatMap(({ changes }) => changes.map(({ field }) => field))).toEqual(
      expect.arrayContaining(['stage', 'close_value', 'close_date']),
    );
  });

  it('publishes a change to all, refuses a bad one whole, and rolls back with the values that were there', async () => {
    const { client } = administrator;
    const isProduct = (text: string) => {
      const { kind, id } = JSON.parse(text) as { kind: string; id: string };
      return kind === 'entity' && id === 'product';
    };
    const product = JSON.parse(documents.find(isProduct) ?? '') as { fields: { id: string }[] };
    const warranty = {
      id: 'warranty_months',
      type: 'integer',
      label: { en: 'Warranty', 'zh-CN': '保修月数' },
    };
    const changed = formatDocument({ ...product, fields: [...product.fields, warranty] } as never);
    const draft = await client.call<{ revision: number; live: number }>('GET', '/config/draft');
    const saved = await client.call<{ revision: number; problems: unknown[] }>(
      'PUT',
      '/config/draft/documents/entity/product',
      { content: changed, revision: draft.body.revision },
    );
    expect(saved.body).toMatchObject({ problems: [] });
    const plan = await client.call<PlanBody>('POST', '/config/plan', {});
    expect(plan.body.changes).toHaveLength(1);
    expect(plan.body.changes[0]?.sentences[0]?.en).toMatch(/Warranty/);
    const published = await client.call<ReleaseBody>('POST', '/config/publish', {
      base: draft.body.live,
      note: 'Warranty',
    });
    expect(published.body).toMatchObject({ live: true, number: draft.body.live + 1 });
    const stale = await client.call('POST', '/config/publish', {
      base: draft.body.live,
      note: 'Late',
      documents,
    });
    expect([stale.status, stale.body.code]).toEqual([409, 'release-conflict']);

    const item = (await client.call<RecordPage>('GET', '/records/product?sort=name&limit=1')).body.items[0];
    const patched = await client.call(
      'PATCH',
      `/records/product/${item?.id}`,
      { warranty_months: 24 },
      { 'if-match': `"${item?.version}"` },
    );
    expect(patched.body.warranty_months).toBe(24);

    const wrong = formatDocument({ ...product, fields: [{ id: 'name', type: 'mony' }] } as never);
    const bad = await client.call('POST', '/config/publish', {
      base: published.body.number,
      note: 'Bad',
      documents: documents.map((text) => (isProduct(text) ? wrong : text)),
    });
    expect([bad.status, bad.body.code]).toEqual([400, 'invalid-configuration']);
    expect(JSON.stringify(bad.body.problems)).toContain('/fields/0/type');

    const back = await client.call<ReleaseBody>('POST', `/config/releases/${draft.body.live}/rollback`, {
      note: 'Back',
    });
    expect(back.body.rollbackOf).toBe(draft.body.live);
    expect((await client.call('GET', `/records/product/${item?.id}`)).body.warranty_months).toBeUndefined();
    expect(
      (await client.call<ReleaseBody>('POST', `/config/releases/${published.body.number}/rollback`, {}))
        .status,
    ).toBe(200);
    expect((await client.call('GET', `/records/product/${item?.id}`)).body.warranty_months).toBe(24);
    expect(await instance.tenon.releases.doctor()).toEqual([]);
  });

  it('gives identical bytes from export → apply into an empty instance → export', async () => {
    const exported = (
      await administrator.client.call<{ files: { path: string; content: string }[] }>('GET', '/config/export')
    ).body.files;
    const fresh = await startInstance(exported.map(({ content }) => content));
    try {
      const files = [...(await fresh.tenon.releases.export())].map(([path, content]) => ({ path, content }));
      expect(files).toEqual(exported);
      expect(files.every(({ path }) => documentAt(path) !== undefined)).toBe(true);
    } finally {
      await fresh.close();
    }
  }, 60_000);

  it('shows an agent their own region alone, in lists and figures alike', async () => {
    const west = await administrator.client.call<RecordPage>('POST', '/records/team/query', {
      where: { '==': [{ var: 'name' }, 'West'] },
    });
    const agent = await instance.user('Wes Western', ['sales_agent'], { team: west.body.items[0]?.id });
    const deals = await agent.client.call<RecordPage>(
      'GET',
      '/records/opportunity?count=bounded&fields=number,owner.team',
    );
    expect(deals.body.count?.value).toBe(4);
    expect(new Set(deals.body.items.map((deal) => deal['owner.team']))).toEqual(
      new Set([west.body.items[0]?.id]),
    );
    expect((await report(agent, 'pipeline_totals')).rows[0]?.values.opportunities).toBe('4');
    const hidden = await agent.client.call('GET', '/records/user?fields=weight');
    const missing = await agent.client.call('GET', '/records/user?fields=wxight');
    expect([hidden.status, JSON.stringify(hidden.body).replaceAll('weight', 'X')]).toEqual([
      missing.status,
      JSON.stringify(missing.body).replaceAll('wxight', 'X'),
    ]);
  });
});
