/** Lists in depth: a nested filter through a relation, groups, editing in place, a view that is saved, shared and opened by another. */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordPage, SavedViewBody } from '@tenon/model';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { fixtureApp, type Instance, type Person, startInstance } from '../support/index.ts';
import { type Journey, startJourney } from './journey.ts';
import { choose, chooseField, eventually, importSales, signInByForm } from './support.ts';

let instance: Instance;
let browser: Browser;
let administrator: Person;
let manager: Person;
let journey: Journey;
let page: Page;

beforeAll(async () => {
  instance = await startInstance(fixtureApp('hardware-sales'));
  browser = await launchBrowser();
  administrator = await instance.user('Lin Xiao', ['administrator']);
  manager = await instance.user('Mia Manager', ['sales_manager']);
  await importSales(administrator);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});
beforeEach(async () => {
  journey = startJourney(browser, instance.url);
  page = await journey.open();
  await signInByForm(page, administrator);
});
afterEach(() => journey.end());

describe('a list', () => {
  const count = () => page.getByRole('main').getByRole('status');
  const grid = () => page.getByRole('grid', { name: 'Records' });

  it('is filtered through a relation, grouped, changed in place, saved for all, and opened by another', async () => {
    const all = await administrator.client.call<RecordPage>('POST', '/records/opportunity/query', {
      where: { '==': [{ var: 'account.sector' }, 'technology'] },
      fields: ['number', 'stage', 'close_value'],
      limit: 500,
    });
    const found = all.body.items;
    expect(found.length).toBeGreaterThan(1);

    await page.goto('/views/opportunities');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    const filter = page.getByRole('region', { name: 'Filter' });
    await chooseField(filter.getByRole('combobox', { name: 'Field' }), 'Account', 'Sector');
    await choose(filter.getByRole('combobox', { name: 'Value' }), 'Technology');
    await filter.getByRole('button', { name: 'Group' }).click();
    await filter.getByRole('button', { name: 'Apply' }).click();
    await count().getByText(`${found.length} records`).waitFor();
    await page
      .getByRole('button', { name: /Filter/ })
      .first()
      .click();

    await choose(page.getByRole('combobox', { name: 'Group by' }), 'Stage');
    const groups = grid().locator('.tenon-table-group');
    const stages = new Set(found.map(({ stage }) => stage));
    await eventually(
      () => groups.count(),
      (shown) => shown === stages.size,
    );
    expect(await groups.count()).toBe(stages.size);

    // In its place, by the keyboard; and taken back.
    const deal = found.find(({ stage }) => stage === 'won');
    const row = grid().locator(`[data-row-key="${deal?.id}"]`);
    if ((await row.count()) === 0) await groups.last().click();
    await row.waitFor();
    const cell = row.locator('[data-column="close_value"]');
    await cell.scrollIntoViewIfNeeded();
    await cell.focus();
    await page.keyboard.press('e');
    const input = grid().locator('.tenon-table-editor input');
    await input.fill('4321.5');
    await page.keyboard.press('Enter');
    await page.getByText(`Saved: ${deal?.number}`).waitFor();
    const value = async () =>
      (await administrator.client.call<{ close_value: string }>('GET', `/records/opportunity/${deal?.id}`))
        .body.close_value;
    expect(await value()).toBe('4321.5');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await eventually(value, (now) => now === deal?.close_value)).toBe(deal?.close_value);

    await page.getByRole('button', { name: 'Save view' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as a new view' });
    await dialog.getByLabel('Name of the view').fill('科技商机');
    await dialog.getByLabel('Everybody').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: '科技商机' }).waitFor();
    await page.getByRole('button', { name: 'Add to favourites' }).click();
    await page.getByRole('navigation').getByRole('link', { name: '科技商机' }).waitFor();

    const theirs = await journey.open();
    await signInByForm(theirs, manager);
    await theirs.goto(page.url());
    await theirs.getByRole('heading', { level: 1, name: '科技商机' }).waitFor();
    await theirs.getByRole('main').getByRole('status').getByText(`${found.length} records`).waitFor();
    await theirs.locator('.tenon-table-group').first().waitFor();
    expect(await theirs.getByRole('button', { name: 'Save view' }).count()).toBe(0);
  });

  it('shows the rest of a view that names what is gone, and says so', async () => {
    const { body } = await administrator.client.call<SavedViewBody>('POST', '/saved-views', {
      name: 'Old',
      entity: 'account',
      view: 'accounts',
      content: {
        columns: ['name', 'gone', 'sector'],
        filter: { and: [{ '==': [{ var: 'gone' }, 1] }, { '==': [{ var: 'sector' }, 'technology'] }] },
        sort: [{ field: 'gone', direction: 'asc' }],
      },
      sharing: 'nobody',
    });
    await page.goto(`/views/accounts?saved=${body.id}`);
    await page.getByText(/1 column, 1 sort key, 1 condition/).waitFor();
    await grid().getByRole('columnheader', { name: 'Sector' }).waitFor();
    expect(await grid().getByRole('columnheader').count()).toBe(3);
    // What the server refuses is said, and the way back stays open.
    const bad = encodeURIComponent(JSON.stringify({ '<': [{ var: 'name' }, 5] }));
    await page.goto(`/views/accounts?filter=${bad}`);
    await page.getByRole('main').getByRole('alert').first().waitFor();
    await page.getByRole('button', { name: 'Clear search and filter' }).click();
    await grid().waitFor();
  });

  it('makes a record that is missing from where it is looked for', async () => {
    await page.goto('/records/account/new');
    const parent = page.getByRole('combobox', { name: 'Parent company' });
    await parent.fill('云起控股');
    await page.getByRole('button', { name: 'New Account…' }).click();
    const form = page.getByRole('dialog', { name: 'New Account' });
    expect(await form.getByLabel('Name').inputValue()).toBe('云起控股');
    await form.getByRole('button', { name: 'Create and choose' }).click();
    await form.waitFor({ state: 'hidden' });
    await page.getByRole('main').getByText('云起控股').waitFor();
  });

  it('has its columns, order and height settled', async () => {
    await page.goto('/views/accounts');
    await grid().waitFor();
    const columns = async () => Number(await grid().getAttribute('aria-colcount'));
    const before = await columns();
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('radiogroup', { name: 'Row height' }).getByText('Tall').click();
    await page.getByRole('checkbox', { name: 'Website' }).click();
    expect(await eventually(columns, (now) => now === before + 1)).toBe(before + 1);
    expect(await grid().locator('xpath=..').getAttribute('data-height')).toBe('tall');
    expect(page.url()).toContain('website');
  });

  it('has its settings where they are asked for, for those who want no movement as well', async () => {
    const theirs = await journey.open({ still: true });
    await signInByForm(theirs, manager);
    await theirs.goto('/views/accounts');
    await theirs.getByRole('grid').waitFor();
    const display = theirs.getByRole('button', { name: 'Display' });
    await display.click();
    const height = theirs.getByRole('radiogroup', { name: 'Row height' });
    await height.waitFor();
    const [above, below] = [await display.boundingBox(), await height.boundingBox()];
    expect((below?.y ?? Number.NaN) - (above?.y ?? 0)).toBeLessThan(200);
    await height.getByText('Compact').click();
    await theirs.locator('[data-height="compact"]').getByRole('grid').waitFor();
  });

  it('is downloaded as it is shown: what is searched for, in its columns and order', async () => {
    const { body } = await administrator.client.call<RecordPage>('POST', '/records/account/query', {
      search: 'co',
      fields: ['name'],
      sort: [{ field: 'name', direction: 'desc' }],
      limit: 500,
    });
    const names = body.items.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(1);
    await page.goto('/views/accounts?search=co&columns=name&sort=-name');
    await grid().waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('radio', { name: 'CSV' }).check();
    const waiting = page.waitForEvent('download');
    await dialog.getByRole('link', { name: 'Download' }).click();
    const lines = readFileSync(await (await waiting).path(), 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(lines[0]).toContain('Name');
    expect(lines.slice(1).map((line) => line.split(',').at(-1))).toEqual(names);
  });
});
