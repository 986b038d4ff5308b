/** Records that stand for the same thing: told while writing, found in the queue, made one, and two again. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { fixtureApp, type Instance, type Person, startInstance } from '../support/index.ts';
import { signInByForm, visit } from './support.ts';

let instance: Instance;
let browser: Browser;
let administrator: Person;
beforeAll(async () => {
  instance = await startInstance(fixtureApp('hardware-sales'));
  browser = await launchBrowser();
  administrator = await instance.user('Lin Xiao', ['administrator']);
  for (const account of [
    { name: '上海云岭科技有限公司', sector: 'software', employees: 1280 },
    { name: '上海云岭科技股份有限公司', location: '上海' },
    { name: 'Northwind Traders Ltd', sector: 'retail' },
  ])
    await administrator.client.call('POST', '/records/account', account);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

describe('duplicates', () => {
  it('are told while somebody writes, and merged from the queue with a way back', async () => {
    const { page, faults, close } = await visit(browser, instance.url, { still: true });
    await signInByForm(page, administrator);
    await page.goto('/records/account/new');
    await page.getByLabel('Name').fill('NORTHWIND Traders, Limited');
    await page.getByText('Looks like 1 record').waitFor();
    await page.getByRole('link', { name: 'Use that one' }).waitFor();

    await page.goto('/entities/account/duplicates');
    await page.getByText('Same company').waitFor();
    await page.getByRole('button', { name: 'Merge…' }).click();
    await page.getByText('Nothing else refers to the other record.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByText('No suspected pairs').waitFor();
    const { body } = await administrator.client.call<{
      items: { name: string; employees: number; location: string }[];
    }>('GET', '/records/account?search=云岭');
    expect(body.items).toMatchObject([{ employees: 1280, location: '上海' }]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The merge is undone').waitFor();
    expect(faults()).toEqual([]);
    await close();
  });
});
