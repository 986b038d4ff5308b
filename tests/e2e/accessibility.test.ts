/** Every page of both apps, on a desk and on a phone, in both languages: open to all, within its policy, within its width. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordPage, TaskPage } from '@tenon/model';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { fixtureApp, type Instance, type Person, startInstance } from '../support/index.ts';
import { pagesToSee } from './pages.ts';
import { accessibilityFaults, importSales, signInByForm, visit } from './support.ts';

let instance: Instance;
let browser: Browser;
let people: { readonly agent: Person; readonly administrator: Person };
let about: Parameters<typeof pagesToSee>[0];

beforeAll(async () => {
  instance = await startInstance(fixtureApp('hardware-sales'));
  browser = await launchBrowser();
  const administrator = await instance.user('Adam Administrator', ['administrator']);
  await importSales(administrator);
  const teams = await administrator.client.call<RecordPage>('POST', '/records/team/query', {
    where: { '==': [{ var: 'name' }, 'Central'] },
  });
  const agent = await instance.user('Ada Agent', ['sales_agent'], { team: teams.body.items[0]?.id });
  people = { agent, administrator };
  await administrator.client.call('POST', '/segmentations/account_value/refresh', {});
  await administrator.client.call('POST', '/work/assignment-rules/follow_up_open_deals/run', {});
  const tasks = await agent.client.call<TaskPage>('GET', '/work/tasks');
  const [task] = tasks.body.items;
  if (!task) throw new Error('The agent was given nothing to do.');
  about = { task: task.id, record: task.record, word: 'bluth' };
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

// Language, width and theme change independently of one another: two screens see each of them.
describe('every page', () => {
  it.each([
    ['a desk, in English, light', 'en', 1280, 800, 'light'],
    ['a phone, in Chinese, dark', 'zh-CN', 390, 844, 'dark'],
  ] as const)('on %s', async (_, language, width, height, theme) => {
    const found: string[] = [];
    for (const who of ['nobody', 'agent', 'administrator'] as const) {
      const seen = await visit(browser, instance.url, { language, theme, width, height });
      if (who !== 'nobody') await signInByForm(seen.page, people[who], language);
      for (const { name, open } of pagesToSee(about).filter(
        ({ as, desk }) => as === who && (width > 1000 || !desk),
      )) {
        await open(seen.page, language);
        const faults = [...(await accessibilityFaults(seen.page)), ...(await tooWide(seen.page))];
        found.push(...faults.map((fault) => `${name}: ${fault}`));
      }
      found.push(...seen.faults().map((fault) => `${who}: ${fault}`));
      await seen.close();
    }
    expect(found).toEqual([]);
  });
});

/** A page that scrolls sideways, with what sticks out of it. */
async function tooWide(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('main *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} px wide: ${wide[0]?.outerHTML.slice(0, 160) ?? ''}`];
  });
}
