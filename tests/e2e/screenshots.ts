/**
 * Every page of both apps with the demo company, as pictures to look at: in each language, light and dark, on a desk and
 * on a phone. By hand, after `npm run build`:
 *
 *   node tests/e2e/screenshots.ts FOLDER [pattern of names, such as ^home.*desk]
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TaskPage } from '@tenon/model';
import type { Page } from 'playwright-core';
import { demoEmail } from '../../server/src/demo/generate.ts';
import { demoAccounts, loadDemo } from '../../server/src/demo/load.ts';
import { launchBrowser } from '../support/browser.ts';
import { fixtureApp, signIn, startInstance } from '../support/index.ts';
import { startTestPostgres, stopTestPostgres } from '../support/postgres.ts';
import { type PageToSee, pagesToSee } from './pages.ts';
import { type Language, signInByForm, visit } from './support.ts';

const screens = { desk: [1280, 800], phone: [390, 844] } as const;
const languages = ['en', 'zh-CN'] as const;
const themes = ['light', 'dark'] as const;

const [folder, pattern = ''] = process.argv.slice(2);
const wanted = new RegExp(pattern);
if (folder === undefined) throw new Error('Say where the pictures go: node tests/e2e/screenshots.ts FOLDER');
mkdirSync(resolve(folder), { recursive: true });

await startTestPostgres();
const instance = await startInstance([]);
const browser = await launchBrowser();
try {
  await loadDemo(instance.tenon, fixtureApp('hardware-sales'), (message) => console.log(message));
  const accounts = await demoAccounts(instance.tenon);
  const agent = accounts.find(({ email }) => email === demoEmail('agent', 0));
  const administrator = accounts.find(({ email }) => email === demoEmail('administrator', 0));
  if (!agent || !administrator) throw new Error('The demo company has no agent or no administrator.');
  const client = await signIn(instance.url, agent.email, agent.password);
  const task = (await client.call<TaskPage>('GET', '/work/tasks')).body.items[0];
  if (!task) throw new Error('The demo company gave its agent nothing to do.');
  const pages = pagesToSee({ task: task.id, record: task.record, word: 'iron' });
  for (const language of languages) {
    for (const theme of themes) {
      for (const [screen, [width, height]] of Object.entries(screens)) {
        for (const who of ['nobody', 'agent', 'administrator'] as const) {
          const fileOf = ({ name }: PageToSee) => `${name}.${language}.${theme}.${screen}.png`;
          const mine = pages.filter((each) => each.as === who && wanted.test(fileOf(each)));
          if (mine.length === 0) continue;
          const seen = await visit(browser, instance.url, { language, theme, width, height, still: true });
          if (who !== 'nobody')
            await signInByForm(seen.page, who === 'agent' ? agent : administrator, language);
          for (const each of mine) await take(seen.page, each, fileOf(each), language);
          for (const fault of seen.faults()) console.log(`${language} ${theme} ${screen} ${who}: ${fault}`);
          await seen.close();
        }
      }
    }
  }
} finally {
  await browser.close();
  await instance.close();
  await stopTestPostgres();
}

async function take(page: Page, each: PageToSee, file: string, language: Language): Promise<void> {
  try {
    await each.open(page, language);
    await page.screenshot({ path: join(resolve(folder ?? ''), file) });
    console.log(file);
  } catch (error) {
    console.log(`${file} failed: ${(error as Error).message.split('\n')[0]}`);
  }
}
