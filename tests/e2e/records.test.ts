/** Records as people keep them: written, corrected, contested, deleted, found again and read in from a file. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportResult, RecordBody, RecordPage } from '@tenon/model';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { fixtureApp, type Instance, type Person, startInstance } from '../support/index.ts';
import { type Journey, startJourney } from './journey.ts';
import { choose, chooseField, eventually, importSales, signInByForm } from './support.ts';

let instance: Instance;
let browser: Browser;
let administrator: Person;
let journey: Journey;
let page: Page;

beforeAll(async () => {
  instance = await startInstance(fixtureApp('hardware-sales'));
  browser = await launchBrowser();
  administrator = await instance.user('Lin Xiao', ['administrator']);
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

async function accountNamed(name: string): Promise<RecordBody> {
  const { body } = await administrator.client.call<RecordPage>('POST', '/records/account/query', {
    where: { '==': [{ var: 'name' }, name] },
    fields: ['name', 'sector', 'employees', 'location', 'parent'],
  });
  const [account] = body.items;
  if (!account) throw new Error(`There is no account ${name}`);
  return account;
}

describe('a record', () => {
  const name = '上海云岭科技有限公司';

  it('is created by its form, with a related record found by its Chinese name', async () => {
    await page.getByRole('link', { name: 'Accounts' }).click();
    await page.getByRole('link', { name: 'New Account' }).click();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('alert').getByText('Name must be filled in.').waitFor();

    await page.getByLabel('Name').fill(name);
    await choose(page.getByRole('combobox', { name: 'Sector' }), 'Software');
    await page.getByLabel('Employees').fill('1280');
    const parent = page.getByRole('combobox', { name: 'Parent company' });
    await parent.fill('华辰');
    await page.getByTitle('华辰科技').click();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('tabpanel').getByRole('link', { name: '华辰科技' }).waitFor();
    const parentId = (await accountNamed('华辰科技')).id;
    expect(await accountNamed(name)).toMatchObject({ sector: 'software', employees: 1280, parent: parentId });
  });

  it('cannot take a name that another one has, and says so at the field', async () => {
    await page.goto('/records/account/new');
    await page.getByLabel('Name').fill('华辰科技');
    await page.getByLabel('Headquarters').fill('杭州');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('1 field needs attention').waitFor();
    expect(await page.getByLabel('Name').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Headquarters').inputValue()).toBe('杭州');
  });

  it('shows what its form asks for only once it applies', async () => {
    await page.goto('/records/opportunity/new');
    await page.getByLabel('Number').fill('商机-001');
    expect(await page.getByLabel('Close value').count()).toBe(0);
    await choose(page.getByRole('combobox', { name: 'Stage' }), 'Won');
    await page.getByLabel('Close value').waitFor();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('alert').getByText('Close value must be filled in.').waitFor();
    await page.getByRole('alert').getByText('Closed on must be filled in.').waitFor();
    for (const date of ['Engaged on', 'Closed on']) {
      await page.getByLabel(date).fill('2026-11-20');
      await page.keyboard.press('Enter');
    }
    await page.getByLabel('Close value').fill('88000.25');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '商机-001' }).waitFor();
    const { body } = await administrator.client.call<RecordPage>('POST', '/records/opportunity/query', {
      where: { '==': [{ var: 'number' }, '商机-001'] },
      fields: ['stage', 'close_value', 'close_date'],
    });
    expect(body.items[0]).toMatchObject({ stage: 'won', close_value: '88000.25', close_date: '2026-11-20' });
  });

  it('does not overwrite what somebody else saved meanwhile without being told to', async () => {
    const account = await accountNamed(name);
    await page.goto(`/records/account/${account.id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const drawer = page.getByRole('dialog', { name });
    await drawer.getByLabel('Headquarters').fill('上海');
    await administrator.client.call(
      'PATCH',
      `/records/account/${account.id}`,
      { location: '北京', employees: 1300 },
      { 'if-match': `"${account.version}"` },
    );
    await drawer.getByRole('button', { name: 'Save' }).click();
    const conflict = page.getByRole('dialog', { name: 'Somebody else changed this record' });
    await conflict.waitFor();
    const rows = await conflict.getByRole('row').allInnerTexts();
    expect(rows.find((row) => row.startsWith('Headquarters'))).toMatch(/北京.*上海/s);
    expect(rows.find((row) => row.startsWith('Employees'))).toMatch(/1,300/);
    expect((await accountNamed(name)).location).toBe('北京');
    await conflict.getByRole('button', { name: 'Save mine over it' }).click();
    await page.getByRole('tabpanel').getByText('上海', { exact: true }).waitFor();
    expect(await accountNamed(name)).toMatchObject({ location: '上海', employees: 1300 });
  });

  it('is deleted, is gone from the list, and is restored at its address', async () => {
    const { id } = await accountNamed(name);
    await page.goto(`/records/account/${id}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    const sure = page.getByRole('dialog', { name: `Delete “${name}”?` });
    await sure.getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL('**/entities/account');
    await page.getByRole('gridcell', { name: '华辰科技', exact: true }).first().waitFor();
    expect(await page.getByRole('gridcell', { name }).count()).toBe(0);
    await page.goto(`/records/account/${id}`);
    await page.getByText('This record is deleted.').waitFor();
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('button', { name: 'Edit', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('restored this record').waitFor();
    await page.goto('/entities/account');
    await page.getByRole('gridcell', { name, exact: true }).waitFor();
  });
});

describe('a table', () => {
  const cities = ['杭州', '成都', '西安', '武汉'];
  beforeAll(async () => {
    const rows = Array.from(
      { length: 150 },
      (_, at) =>
        `${cities[at % 4]}第${String(at).padStart(3, '0')}公司,${at % 2 ? 'retail' : 'software'},${at},${cities[at % 4]}`,
    );
    const fields = ['name', 'sector', 'employees', 'location'];
    const mapping = { fields: Object.fromEntries(fields.map((column) => [column, { column }])) };
    const { body } = await administrator.client.call<ImportResult>(
      'POST',
      `/records/account/import?mapping=${encodeURIComponent(JSON.stringify(mapping))}`,
      `name,sector,employees,location\n${rows.join('\n')}\n`,
      { 'content-type': 'text/csv' },
    );
    expect(body).toMatchObject({ state: 'done', created: 150 });
  });

  const rows = () => page.getByRole('row').filter({ has: page.getByRole('gridcell', { name: /公司/ }) });
  const count = () => page.getByRole('main').getByRole('status');

  it('finds by search, filters by a choice, sorts by a figure and loads the rest', async () => {
    await page.goto('/views/accounts');
    await page.getByRole('searchbox', { name: 'Search Accounts' }).fill('第');
    await count().getByText('150 records').waitFor();

    await page.getByRole('button', { name: /Filter$/ }).click();
    const filter = page.getByRole('region', { name: 'Filter' });
    await chooseField(filter.getByRole('combobox', { name: 'Field', exact: true }), 'Sector');
    await choose(filter.getByRole('combobox', { name: 'Value' }), 'Retail');
    await filter.getByRole('button', { name: 'Apply' }).click();
    await count().getByText('75 records').waitFor();

    const employees = page.getByRole('columnheader', { name: 'Employees' });
    for (const order of ['ascending', 'descending']) {
      await employees.click();
      const sorted = await eventually(
        () => employees.getAttribute('aria-sort'),
        (text) => text === order,
      );
      expect(sorted).toBe(order);
    }
    const first = await eventually(
      async () => (await rows().first().textContent()) ?? '',
      (text) => text.includes('149'),
    );
    expect(first).toContain('成都第149公司');
    // Rows out of sight are not in the document; the grid says how many there are.
    const grid = page.getByRole('grid', { name: 'Records' });
    expect(await grid.getAttribute('aria-rowcount')).toBe('-1');
    await rows().first().focus();
    await page.keyboard.press('End');
    expect(
      await eventually(
        () => grid.getAttribute('aria-rowcount'),
        (found) => found === '76',
      ),
    ).toBe('76');
    await page.keyboard.press('Home');
    expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0);

    // The list is its address: it survives going into a record and back.
    const address = page.url();
    await rows()
      .first()
      .getByRole('gridcell', { name: /^成都第149公司/ })
      .click();
    await page.getByRole('heading', { level: 1, name: /第149公司/ }).waitFor();
    await page.goBack();
    await count().getByText('75 records').waitFor();
    expect(page.url()).toBe(address);
    await page.getByRole('button', { name: 'Clear search and filter' }).click();
    await count().getByText('150 records').waitFor({ state: 'hidden' });
    const search = page.getByRole('searchbox', { name: 'Search Accounts' });
    expect(
      await eventually(
        () => search.inputValue(),
        (text) => text === '',
      ),
    ).toBe('');
  });

  it('says what to do when nothing is found', async () => {
    await page.goto('/views/accounts');
    await page.getByRole('searchbox', { name: 'Search Accounts' }).fill('没有这样的客户');
    await page.getByText('Nothing matches').waitFor();
  });
});

describe('a file', () => {
  const csv = (employees: string) =>
    `客户名称,行业,员工数,总部所在地\n苏州金枫电子,software,35,苏州\n大连海星物流,services,${employees},大连\n`;
  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  it('is mapped, checked with its bad row named, and read in once it is mended', async () => {
    await page.goto('/views/accounts');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Import' }).click();
    await page.getByRole('heading', { level: 1, name: 'Import Accounts' }).waitFor();
    await chooseFile(file('客户.csv', csv('四十')));
    await page.getByText('客户.csv · 2 rows').waitFor();
    await page.getByText('Not mapped but required: Name').waitFor();
    await choose(page.getByRole('combobox', { name: 'Field: 客户名称' }), 'Name');
    await page.getByRole('button', { name: 'Check without saving' }).click();
    const mend = page
      .getByRole('table')
      .filter({ has: page.getByRole('columnheader', { name: 'What to mend' }) });
    const bad = mend.getByRole('row', { name: /员工数.*四十/ });
    await bad.waitFor();
    expect((await bad.getByRole('cell').first().textContent())?.trim()).toBe('3');
    await page.getByText('Nothing has been saved yet. Rows in error will be left out').waitFor();

    await page.getByRole('button', { name: 'Import another file' }).click();
    await chooseFile(file('客户.csv', csv('40')));
    await choose(page.getByRole('combobox', { name: 'Field: 客户名称' }), 'Name');
    await page.getByRole('button', { name: 'Check without saving' }).click();
    await page.getByText('No errors found. Nothing has been saved yet.').waitFor();
    await expect(accountNamed('大连海星物流')).rejects.toThrow('There is no account');
    await page.getByRole('button', { name: 'Import now' }).click();
    await page.getByText('Imported', { exact: true }).waitFor();
    // Which import it is stands in the address.
    await page.reload();
    await page.getByText('Imported', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Show the records' }).click();
    await page.getByRole('searchbox').fill('大连');
    await page.getByRole('gridcell', { name: '大连海星物流', exact: true }).waitFor();
    expect(await accountNamed('大连海星物流')).toMatchObject({ employees: 40, sector: 'services' });

    await page.goBack();
    await page.getByRole('button', { name: 'Take this import back' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Take this import back' }).click();
    await page.getByText('Taken back: 2 deleted').waitFor();
    await expect(accountNamed('大连海星物流')).rejects.toThrow('There is no account');
  });

  async function chooseFile(chosen: ReturnType<typeof file>): Promise<void> {
    const chooser = page.waitForEvent('filechooser');
    await page.getByText('Drop a CSV or Excel file here, or choose one').click();
    await (await chooser).setFiles(chosen);
  }
});
