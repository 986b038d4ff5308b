/** The loop as people click it: the best task to its operator, its outcome to the dashboard, a change to everybody and back. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AssignmentResult, RecordPage, TaskPage } from '@tenon/model';
import type { Browser, Locator } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { fixtureApp, type Instance, type Person, startInstance } from '../support/index.ts';
import { type Journey, startJourney } from './journey.ts';
import { eventually, importSales, signInByForm } from './support.ts';

let instance: Instance;
let browser: Browser;
let administrator: Person;
let operator: Pick<Person, 'email' | 'password'>;
let journey: Journey;

beforeAll(async () => {
  instance = await startInstance(fixtureApp('hardware-sales'));
  browser = await launchBrowser();
  administrator = await instance.user('Adam Administrator', ['administrator']);
  await importSales(administrator);
  const rule = await administrator.client.call<AssignmentResult>(
    'POST',
    '/work/assignment-rules/follow_up_open_deals/run',
    {},
  );
  expect(rule.body).toMatchObject({ assigned: 4, waiting: 0 });
  operator = await operatorWithTwoTasks();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

/** Whoever of the imported agents was given most, with a way to sign in. */
async function operatorWithTwoTasks(): Promise<Pick<Person, 'email' | 'password'>> {
  const { body } = await administrator.client.call<TaskPage>('GET', '/work/tasks?scope=all');
  const counts = new Map<string, number>();
  for (const { operator: to } of body.items) if (to) counts.set(to.id, (counts.get(to.id) ?? 0) + 1);
  const [id = '', count] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  expect(count).toBeGreaterThanOrEqual(2);
  const user = await administrator.client.call('GET', `/records/user/${id}`);
  const email = 'operator@example.com';
  await administrator.client.call(
    'PATCH',
    `/records/user/${id}`,
    { email },
    { 'if-match': user.headers.get('etag') ?? '' },
  );
  const password = 'the password of the operator';
  await instance.tenon.identity.setPassword(id, password);
  return { email, password };
}

beforeEach(() => {
  journey = startJourney(browser, instance.url);
});
afterEach(() => journey.end());

describe('an operator', () => {
  it('is refused with a wrong password, and says nothing of which part was wrong', async () => {
    const page = await journey.open();
    await page.goto('/');
    await page.getByLabel('Email').fill(operator.email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Email or password is wrong.').waitFor();
    expect(await page.getByLabel('Email').inputValue()).toBe(operator.email);
  });

  it('works the best task by keyboard, reads why it came, wins it, and sees the figure move', async () => {
    const page = await journey.open();
    await signInByForm(page, operator);
    const list = page.getByRole('list', { name: 'Tasks, best first' });
    await list.waitFor();
    const priorities = (await list.getByText(/^Priority \d+/).allTextContents()).map((text) =>
      Number(text.replace(/\D/g, '')),
    );
    expect(priorities.length).toBeGreaterThanOrEqual(2);
    expect(priorities).toEqual(priorities.toSorted((a, b) => b - a));
    const wonValue = page.getByRole('region', { name: 'Won value', exact: true });
    await wonValue.getByText(/^\$[\d,.]+$/).waitFor();
    const before = figureIn(await wonValue.textContent());

    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/work/tasks/*');
    const outcome = page.getByRole('region', { name: 'Outcome' });
    await outcome.waitFor();
    const first = page.url();
    await page.getByRole('button', { name: 'Why me?' }).click();
    const why = page.getByRole('dialog', { name: 'Why this task is mine' });
    await why
      .getByText(/Follow up open deals by region/)
      .first()
      .waitFor();
    expect(await why.getByRole('listitem').count()).toBeGreaterThanOrEqual(3);
    await why.getByRole('button', { name: 'Close' }).click();
    await why.waitFor({ state: 'hidden' });

    await outcome.getByText('Won', { exact: true }).click();
    await outcome.getByLabel('Note').fill('客户已签约，下周安装');
    await outcome.getByRole('button', { name: 'Complete and next' }).click();
    await outcome.getByRole('alert').getByText('Close value must be filled in.').waitFor();
    const closeValue = outcome.getByLabel('Close value');
    expect(await closeValue.getAttribute('aria-invalid')).toBe('true');
    expect(await outcome.getByLabel('Note').inputValue()).toBe('客户已签约，下周安装');
    expect(page.url()).toBe(first);

    // Nor is it lost with the page.
    await page.reload();
    expect(await outcome.getByLabel('Note').inputValue()).toBe('客户已签约，下周安装');
    expect(await outcome.getByRole('radio', { name: 'Won' }).isChecked()).toBe(true);

    await closeValue.fill('6000.50');
    await outcome.getByRole('button', { name: 'Complete and next' }).click();
    await page.waitForURL((url) => url.href !== first && url.pathname.startsWith('/work/tasks/'));
    await outcome.waitFor();
    const stillChosen = await eventually(
      () => outcome.getByRole('radio', { name: 'Won' }).isChecked(),
      (checked) => !checked,
    );
    expect(stillChosen).toBe(false);

    await page.getByRole('navigation').getByRole('link', { name: 'Sales overview' }).click();
    const after = await eventually(
      async () => figureIn(await wonValue.textContent().catch(() => '')),
      (value) => value === before + 6000.5,
    );
    expect(after).toBe(before + 6000.5);

    await page.getByRole('link', { name: /^My work/ }).click();
    await page.getByRole('tab', { name: 'Completed' }).click();
    await list.getByText('Completed').first().waitFor();
    const deals = await administrator.client.call<RecordPage>(
      'GET',
      '/records/opportunity?fields=number,stage,close_value&sort=-close_value&limit=1',
    );
    expect(deals.body.items[0]).toMatchObject({ stage: 'won', close_value: '6000.5' });
  });
});

describe('an administrator', () => {
  it('adds a field in the studio, and takes it back; the app follows without signing in again', async () => {
    const app = await journey.open();
    await signInByForm(app, administrator);
    await app.getByRole('link', { name: 'Products' }).click();
    // The dashboard at home has a cell of that name too.
    await app.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
    await app.getByRole('gridcell', { name: 'GTX Basic', exact: true }).click();
    const details = app.getByRole('tabpanel', { name: 'Details' });
    await details.getByText('List price', { exact: true }).waitFor();
    const warranty = details.getByText('Warranty in months', { exact: true });
    expect(await warranty.count()).toBe(0);

    const studio = await app.context().newPage();
    await studio.goto('/studio/');
    await studio.getByRole('navigation').getByRole('link', { name: 'Product', exact: true }).click();
    await studio.getByRole('heading', { level: 1, name: 'Product' }).waitFor();
    const showJson = studio.getByRole('button', { name: /JSON$/ });
    if ((await showJson.getAttribute('aria-pressed')) !== 'true') await showJson.click();
    const document = studio.getByRole('textbox', { name: 'JSON of entity/product' });

    await rewrite(document, productWith({ type: 'intger' }));
    const problems = studio.getByRole('region', { name: 'Problems' });
    await problems.getByText('1 error').waitFor();
    await problems.getByRole('button', { name: /^Problems/ }).click();
    await problems.getByRole('button', { name: /intger/ }).waitFor();

    await rewrite(document, productWith({ type: 'integer' }));
    await problems.getByText('No problems').waitFor();
    await studio.getByRole('button', { name: /^Review & publish/ }).click();
    await studio.getByRole('heading', { level: 1, name: 'Review and publish' }).waitFor();
    await studio
      .getByRole('main')
      .getByText(/Warranty in months/)
      .first()
      .waitFor();
    await studio.getByLabel('Note').fill('客户常问保修期');
    await studio.getByRole('button', { name: 'Publish', exact: true }).click();
    await studio.getByText('Release 2 is live').waitFor();
    // Open all the while, and told by the server.
    await warranty.waitFor();

    await studio.getByRole('button', { name: 'History', exact: true }).last().click();
    await studio.getByRole('link', { name: /^Release 1/ }).click();
    await studio.getByRole('button', { name: 'Roll back' }).click();
    const sure = studio.getByRole('dialog', { name: 'Roll back to release 1?' });
    await sure
      .getByText(/Warranty in months/)
      .first()
      .waitFor();
    await sure.getByRole('button', { name: 'Roll back' }).click();
    await studio.getByText('Release 3 is live').waitFor();
    await warranty.waitFor({ state: 'detached' });
    await details.getByText('List price', { exact: true }).waitFor();
  });
});

function productWith(field: { readonly type: string }): string {
  const product = JSON.parse(fixtureDocument('entity', 'product')) as { readonly fields: readonly unknown[] };
  const added = { id: 'warranty', ...field, label: { en: 'Warranty in months', 'zh-CN': '保修月数' } };
  return JSON.stringify({ ...product, fields: [...product.fields, added] }, null, 2);
}

function fixtureDocument(kind: string, id: string): string {
  const found = fixtureApp('hardware-sales').find((text) => {
    const document = JSON.parse(text) as { readonly kind: string; readonly id: string };
    return document.kind === kind && document.id === id;
  });
  return found ?? '';
}

async function rewrite(editor: Locator, text: string): Promise<void> {
  await editor.click();
  await editor.press('ControlOrMeta+a');
  await editor.page().keyboard.insertText(text);
}

function figureIn(text: string | null): number {
  return Number(/\$([\d,.]+)/.exec(text ?? '')?.[1]?.replaceAll(',', ''));
}
