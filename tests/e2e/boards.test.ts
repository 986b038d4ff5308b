/** Records on a board: carried from column to column by the keyboard, refused on the way, seen by somebody else. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordBody } from '@tenon/model';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { type Instance, type Person, startInstance } from '../support/index.ts';
import { type Journey, startJourney } from './journey.ts';
import { boardsToSee } from './pages.ts';
import { projectsApp } from './projects-app.ts';
import { accessibilityFaults, eventually, type Language, signInByForm, tooWide } from './support.ts';

let instance: Instance;
let browser: Browser;
let lin: Person;
let ada: Person;
let journey: Journey;
let page: Page;

beforeAll(async () => {
  instance = await startInstance(projectsApp);
  browser = await launchBrowser();
  lin = await instance.user('Lin Xiao', ['administrator']);
  ada = await instance.user('Ada Wong', ['administrator']);
  for (const name of ['Website', '仓库自动化']) await create({ name, stage: 'planned', budget: '1200.50' });
  await create({ name: 'Audit', stage: 'idea', starts: '2026-03-02', ends: '2026-03-06' });
  await create({ name: 'Now', stage: 'idea', ...aroundToday(0, 3), kick_off: `${day(0)}T01:30:00Z` });
  // More on one day than it has room for.
  for (const name of ['One', 'Two', 'Three', 'Four'])
    await create({ name, stage: 'planned', ...aroundToday(1, 1) });
  for (let number = 1; number <= 30; number += 1) await create({ name: `Idea ${number}` });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});
beforeEach(async () => {
  journey = startJourney(browser, instance.url);
  page = await journey.open({ still: true });
  await signInByForm(page, lin);
});
afterEach(() => journey.end());

async function create(values: { readonly [field: string]: unknown }): Promise<RecordBody> {
  const { status, body } = await lin.client.call<RecordBody>('POST', '/records/project', values);
  expect(status).toBe(201);
  return body;
}

const day = (after: number): string =>
  new Date(Date.now() + after * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' });
const aroundToday = (from: number, to: number) => ({ starts: day(from), ends: day(to) });

const column = (on: Page, name: string) => on.getByRole('region', { name, exact: true });
const card = (on: Page, within: string, name: string) =>
  column(on, within).getByRole('link', { name, exact: true });
const stageOf = async (name: string): Promise<unknown> => {
  const { body } = await lin.client.call<{ items: readonly RecordBody[] }>('POST', '/records/project/query', {
    where: { '==': [{ var: 'name' }, name] },
    fields: ['stage', 'result'],
  });
  return body.items[0]?.stage;
};

/** Lifts a card by the space bar and carries it to the right, over one column after the other. */
async function carry(on: Page, from: string, name: string, over: readonly string[]): Promise<void> {
  const isOver = (id: string) => on.locator(`[data-cell="${id}"][data-over="true"]`).isVisible();
  await card(on, from, name).focus();
  await on.keyboard.press('Space');
  for (const id of over) {
    // A key that comes before the places are measured carries nowhere; people press it again.
    for (let presses = 0; presses < 5 && !(await isOver(id)); presses += 1) {
      await on.keyboard.press('ArrowRight');
      await on.waitForTimeout(600);
    }
    expect(await isOver(id)).toBe(true);
  }
  await on.keyboard.press('Space');
}

describe('a board', () => {
  it('carries a card by the keyboard, and somebody else sees it go', async () => {
    const other = await journey.open({ still: true });
    await signInByForm(other, ada);
    await other.goto('/views/board');
    await card(other, 'Planned', 'Website').waitFor();
    await page.goto('/views/board');
    await card(page, 'Planned', 'Website').waitFor();
    await carry(page, 'Planned', 'Website', ['active']);
    await card(page, 'Active', 'Website').waitFor();
    await card(other, 'Active', 'Website').waitFor();
    expect(await stageOf('Website')).toBe('active');
  });

  it('says that a card may not go somewhere, and leaves it where it was', async () => {
    await page.goto('/views/board');
    await card(page, 'Planned', '仓库自动化').waitFor();
    await carry(page, 'Planned', '仓库自动化', ['active', 'done']);
    await page.getByText('仓库自动化 cannot go from Planned to Done.').waitFor();
    await card(page, 'Planned', '仓库自动化').waitFor();
    expect(await stageOf('仓库自动化')).toBe('planned');
  });

  it('asks for what a move needs, and writes both as one change', async () => {
    await page.goto('/views/board');
    await card(page, 'Active', 'Website').waitFor();
    const move = () => column(page, 'Active').getByRole('button', { name: 'Move Website' });
    await move().click();
    await page.getByRole('menuitem', { name: 'Done' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await card(page, 'Active', 'Website').waitFor();
    await move().click();
    await page.getByRole('menuitem', { name: 'Done' }).click();
    await page.getByRole('dialog').getByLabel('Result').fill('Live since Monday');
    await page.getByRole('dialog').getByRole('button', { name: /^Move/ }).click();
    await card(page, 'Done', 'Website').waitFor();
    expect(
      await eventually(
        () => stageOf('Website'),
        (stage) => stage === 'done',
      ),
    ).toBe('done');
  });

  it('pages each column on its own, and creates in the column that was pointed at', async () => {
    await page.goto('/views/board');
    const ideas = column(page, 'Idea').getByRole('listitem');
    await card(page, 'Idea', 'Idea 30').waitFor();
    expect(await column(page, 'Idea').locator('[data-record]').count()).toBe(25);
    await ideas.last().scrollIntoViewIfNeeded();
    await eventually(
      () => column(page, 'Idea').locator('[data-record]').count(),
      (count) => count === 32,
    );
    await page.getByRole('button', { name: 'New in Planned' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Pointed at');
    await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
    await card(page, 'Planned', 'Pointed at').waitFor();
    expect(await stageOf('Pointed at')).toBe('planned');
  });

  // A desk in English and light; a phone in Chinese and dark: what is drawn depends on each of them alone.
  it.each([
    ['a desk', { still: true }],
    ['a phone', { still: true, language: 'zh-CN', theme: 'dark', width: 390, height: 844 }],
  ] as const)(
    'is free of faults of accessibility on %s, as are calendar and timeline',
    async (_, options) => {
      const { language = 'en' } = options as { readonly language?: Language };
      const own = await journey.open(options);
      await signInByForm(own, lin, language);
      for (const { name, open } of boardsToSee) {
        await open(own, language);
        const faults = [...(await accessibilityFaults(own)), ...(await tooWide(own))];
        expect(faults.map((fault) => `${name}: ${fault}`)).toEqual([]);
      }
    },
  );
});

describe('a calendar', () => {
  it('opens what stands on a day', async () => {
    const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' });
    await create({ name: 'Stand-up', starts: today });
    await page.goto('/views/calendar');
    await page.getByText('Stand-up').click();
    await page.getByRole('heading', { level: 1, name: 'Stand-up' }).waitFor();
  });

  it('moves what the keyboard is on, with its end, and keeps the keyboard there', async () => {
    const month = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' }).slice(0, 7);
    await create({ name: '评审', starts: `${month}-10`, ends: `${month}-12` });
    await page.goto('/views/calendar');
    const review = page.locator('.fc-event', { hasText: '评审' });
    await review.first().focus();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Starts').fill(`${month}-17`);
    await dialog.getByLabel('Starts').press('Enter');
    await eventually(
      () => dialog.getByLabel('Ends').inputValue(),
      (value) => value === `${month}-19`,
    );
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.locator(`[data-date="${month}-17"] .fc-event`, { hasText: '评审' }).waitFor();
    const { body } = await lin.client.call<{ items: readonly RecordBody[] }>(
      'POST',
      '/records/project/query',
      {
        where: { '==': [{ var: 'name' }, '评审'] },
        fields: ['starts', 'ends'],
      },
    );
    expect(body.items).toMatchObject([{ starts: `${month}-17`, ends: `${month}-19` }]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('评审');
  });
});
