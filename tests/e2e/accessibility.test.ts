/** Every page of both apps, on a desk and on a phone, in both languages: open to all, within its policy, within its width. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordPage, TaskPage } from '@tenon/model';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { fixtureApp, type Instance, type Person, startInstance } from '../support/index.ts';
import { makeDuplicates, pagesToSee } from './pages.ts';
import { accessibilityFaults, importSales, signInByForm, tooWide, visit } from './support.ts';

let instance: Instance;
let browser: Browser;
let people: { readonly agent: Person; readonly administrator: Person };
let about: Parameters<typeof pagesToSee>[0];

beforeAll(async () => {
  instance = await startInstance(fixtureApp('hardware-sales'));
  browser = await launchBrowser();
  const administrator = await instance.user('Adam Administrator', ['administrator']);
  await importSales(administrator);
  await makeDuplicates(administrator.client);
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

/** Half a hundred pages, each loaded anew, on a machine that may have other work. */
const patience = 900_000;

// Language, width and theme change independently of one another: two screens see each of them.
describe('every page', () => {
  it.each([
    ['a desk, in English, light', 'en', 1280, 800, 'light'],
    ['a phone, in Chinese, dark', 'zh-CN', 390, 844, 'dark'],
  ] as const)(
    'on %s',
    async (_, language, width, height, theme) => {
      const found: string[] = [];
      const look = async (who: 'nobody' | 'agent' | 'administrator') => {
        const seen = await visit(browser, instance.url, { language, theme, width, height });
        if (who !== 'nobody') await signInByForm(seen.page, people[who], language);
        for (const { name, open } of pagesToSee(about).filter(({ as }) => as === who)) {
          await open(seen.page, language);
          const faults = [...(await accessibilityFaults(seen.page)), ...(await tooWide(seen.page))];
          found.push(...faults.map((fault) => `${name}: ${fault}`));
        }
        found.push(...seen.faults().map((fault) => `${who}: ${fault}`));
        await seen.close();
      };
      // What one of them waits for the others need not.
      await Promise.all((['nobody', 'agent', 'administrator'] as const).map(look));
      expect(found).toEqual([]);
    },
    patience,
  );
});
