/** The pages of both apps, and how a person gets each of them settled on the screen. */
import type { Page } from 'playwright-core';
import type { Client } from '../support/index.ts';
import { catalogues, type Language } from './support.ts';

export interface PageToSee {
  readonly name: string;
  readonly as: 'nobody' | 'agent' | 'administrator' | 'planner';
  open(page: Page, language: Language): Promise<void>;
}

const plain = (name: string, as: PageToSee['as'], path: string): PageToSee => ({
  name,
  as,
  open: (page) => go(page, path),
});

/** What there is to see with the projects, at whose records the planner looks in four ways. */
export const boardsToSee: readonly PageToSee[] = [
  plain('kanban', 'planner', '/views/board'),
  plain('kanban-lanes', 'planner', '/views/owners'),
  plain('calendar', 'planner', '/views/calendar'),
  plain('calendar-week', 'planner', '/views/meetings'),
  {
    name: 'calendar-move',
    as: 'planner',
    async open(page) {
      await go(page, '/views/calendar');
      await page.locator('.fc-event').first().focus();
      await page.keyboard.press('m');
      await page.getByRole('dialog').waitFor();
      await settle(page);
    },
  },
  plain('timeline', 'planner', '/views/plan'),
];

/** What there is to see with the hardware company; the task belongs to the agent and is about the record. */
export function pagesToSee(about: {
  readonly task: string;
  readonly record: string;
  /** What a search finds something for. */
  readonly word: string;
}): readonly PageToSee[] {
  return [
    plain('sign-in', 'nobody', '/'),
    plain('welcome', 'nobody', '/welcome?token=first_x'),
    plain('home', 'agent', '/'),
    {
      name: 'queues',
      as: 'agent',
      async open(page, language) {
        await go(page, '/');
        await page.getByRole('tab', { name: catalogues[language].work.queues }).click();
        await settle(page);
      },
    },
    plain('workbench', 'agent', `/work/tasks/${about.task}`),
    {
      name: 'workbench-outcome',
      as: 'agent',
      async open(page, language) {
        await go(page, `/work/tasks/${about.task}`);
        await page.getByRole('radio', { name: language === 'en' ? 'Won' : '赢单', exact: true }).focus();
        await page.keyboard.press('Space');
        await page.getByLabel(language === 'en' ? 'Close value' : '成交金额').scrollIntoViewIfNeeded();
        await settle(page);
      },
    },
    {
      name: 'why',
      as: 'agent',
      async open(page, language) {
        await go(page, `/work/tasks/${about.task}`);
        await page.getByRole('button', { name: catalogues[language].task.whyMe }).click();
        await settle(page);
      },
    },
    plain('table', 'agent', '/views/opportunities'),
    {
      name: 'filter',
      as: 'agent',
      async open(page, language) {
        await go(page, '/views/accounts');
        await page.getByRole('button', { name: catalogues[language].records.filter }).click();
        await settle(page);
      },
    },
    plain(
      'table-grouped',
      'agent',
      `/views/opportunities?state=${json({ group: { field: 'stage' }, height: 'compact' })}`,
    ),
    {
      name: 'filter-nested',
      as: 'agent',
      async open(page, language) {
        await go(page, `/views/opportunities?filter=${json(nestedFilter)}`);
        await page
          .getByRole('button', { name: new RegExp(`${catalogues[language].records.filter}.*\\d`) })
          .click();
        await settle(page);
      },
    },
    {
      name: 'view-settings',
      as: 'agent',
      async open(page, language) {
        await go(page, '/views/opportunities?sort=-close_value,number');
        await page.getByRole('button', { name: catalogues[language].views.display }).click();
        await settle(page);
      },
    },
    {
      name: 'view-save',
      as: 'administrator',
      async open(page, language) {
        await go(page, '/views/opportunities?sort=-close_value');
        await page.getByRole('button', { name: catalogues[language].views.save, exact: true }).click();
        await page.getByLabel(catalogues[language].views.everybody, { exact: true }).click();
        await settle(page);
      },
    },
    plain('record', 'agent', `/records/opportunity/${about.record}`),
    {
      name: 'record-history',
      as: 'agent',
      async open(page, language) {
        await go(page, `/records/opportunity/${about.record}`);
        await openTab(page, catalogues[language].records.history);
        await settle(page);
      },
    },
    {
      name: 'record-timeline',
      as: 'agent',
      async open(page, language) {
        await go(page, `/records/opportunity/${about.record}`);
        await openTab(page, catalogues[language].timeline.title);
        await settle(page);
      },
    },
    {
      name: 'record-account',
      as: 'administrator',
      async open(page) {
        await go(page, '/entities/account');
        await openFirst(page);
        await settle(page);
      },
    },
    {
      name: 'record-account-lists',
      as: 'administrator',
      async open(page, language) {
        await go(page, '/entities/account');
        await openFirst(page);
        await openTab(page, language === 'en' ? 'Opportunities' : '商机');
        await settle(page);
      },
    },
    {
      name: 'record-account-timeline',
      as: 'administrator',
      async open(page, language) {
        await go(page, '/entities/account');
        await openFirst(page);
        await openTab(page, catalogues[language].timeline.title);
        await settle(page);
      },
    },
    plain('studio-page', 'administrator', '/studio/documents/page/account'),
    plain('form', 'agent', '/records/opportunity/new'),
    plain('dashboard', 'agent', '/dashboards/sales_overview'),
    plain('search', 'agent', `/search?q=${about.word}`),
    plain('search-nothing', 'agent', '/search?q=zzzzz'),
    {
      name: 'palette',
      as: 'agent',
      async open(page, language) {
        await go(page, `/records/opportunity/${about.record}`);
        await page.keyboard.press('Control+k');
        await page.getByRole('combobox', { name: catalogues[language].palette.title }).fill(about.word);
        await page
          .getByRole('option', { name: new RegExp(about.word, 'i') })
          .first()
          .waitFor();
        await settle(page);
      },
    },
    {
      name: 'palette-recent',
      as: 'agent',
      async open(page, language) {
        await go(page, `/records/opportunity/${about.record}`);
        await page.keyboard.press('Control+k');
        await page.getByText(catalogues[language].palette.recent).waitFor();
        await settle(page);
      },
    },
    plain('settings', 'agent', '/settings'),
    plain('not-found', 'agent', '/no/such/page'),
    plain('home-administrator', 'administrator', '/'),
    plain('import', 'administrator', '/entities/account/import'),
    {
      name: 'import-mapping',
      as: 'administrator',
      async open(page) {
        await go(page, '/entities/account/import');
        await page.locator('input[type="file"]').setInputFiles({
          name: 'accounts.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from('\uFEFFname,sector,employees\nNorthwind,retail,310\n云岭科技,software,1280\n'),
        });
        await page.locator('.t-import-samples').first().waitFor();
        await settle(page);
      },
    },
    plain('duplicates', 'administrator', '/entities/account/duplicates'),
    {
      name: 'merge',
      as: 'administrator',
      async open(page, language) {
        await go(page, '/entities/account/duplicates');
        await page.getByRole('button', { name: catalogues[language].duplicates.merge }).first().click();
        await page.getByRole('dialog').getByRole('table').waitFor();
        await settle(page);
      },
    },
    plain('rules', 'administrator', '/work/rules'),
    plain('studio', 'administrator', '/studio/'),
    plain('studio-entity', 'administrator', '/studio/documents/entity/opportunity'),
    plain('studio-form', 'administrator', '/studio/documents/form/opportunity'),
    plain('studio-rule', 'administrator', '/studio/documents/assignment-rule/follow_up_open_deals'),
    plain('studio-dashboard', 'administrator', '/studio/documents/dashboard/sales_overview'),
    plain('studio-review', 'administrator', '/studio/review'),
    plain('studio-history', 'administrator', '/studio/history'),
    plain('studio-users', 'administrator', '/studio/users'),
    plain('studio-jobs', 'administrator', '/studio/jobs'),
    plain('studio-view', 'administrator', '/studio/documents/view/open_deals'),
    plain('studio-task-type', 'administrator', '/studio/documents/task-type/follow_up_deal'),
    plain('studio-segmentation', 'administrator', '/studio/documents/segmentation/account_value'),
    plain('studio-report', 'administrator', '/studio/documents/report/stages'),
    plain('studio-role', 'administrator', '/studio/documents/role/sales_agent'),
    plain('studio-app', 'administrator', '/studio/documents/app/sales'),
  ];
}

const json = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const nestedFilter = {
  and: [
    { '==': [{ var: 'account.sector' }, 'retail'] },
    {
      or: [
        { within: [{ var: 'engage_date' }, 'P90D'] },
        { '>': [{ var: 'close_value' }, 1000.5] },
        { '>=': [{ count: ['account.opportunities', { '==': [{ var: 'stage' }, 'won'] }] }, 2] },
      ],
    },
    { '==': [{ var: 'owner' }, { var: 'viewer.id' }] },
    { '<': [{ '+': [{ var: 'close_value' }, 1] }, 3000] },
  ],
};

/** Two accounts that look like one, so that there is something to merge. */
export async function makeDuplicates(client: Client): Promise<void> {
  for (const account of [
    { name: '上海云岭科技有限公司', sector: 'software', employees: 1280 },
    { name: '上海云岭科技股份有限公司', location: '上海' },
  ])
    await client.call('POST', '/records/account', account);
}

/** The first record of a table, as the keyboard opens it. */
async function openFirst(page: Page): Promise<void> {
  await page.locator('tr[data-row-key]').first().press('Enter');
  await page.waitForURL('**/records/**');
  await page.getByRole('tablist').waitFor();
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
  await page.getByRole('tab', { name, exact: true, selected: true }).waitFor();
}

async function go(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settle(page);
}

/** Nothing under way, nothing that stands in for what is still to come. */
export async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('.ant-skeleton-active, .ant-spin-spinning, [aria-busy="true"]') === null,
  );
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  // Charts and lists that measure themselves draw a frame later.
  await page.waitForTimeout(250);
}
