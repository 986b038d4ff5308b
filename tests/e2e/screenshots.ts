/**
 * Every page of both apps with the demo company, as pictures to look at: in each language, light and dark, on a desk and
 * on a phone. By hand, after `npm run build`:
 *
 *   node tests/e2e/screenshots.ts FOLDER [pattern of names, such as ^home.*desk]
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RecordBody, TaskPage } from '@tenon/model';
import type { Page } from 'playwright-core';
import { demoEmail } from '../../server/src/demo/generate.ts';
import { demoAccounts, loadDemo } from '../../server/src/demo/load.ts';
import { launchBrowser } from '../support/browser.ts';
import { fixtureApp, type Instance, signIn, startInstance } from '../support/index.ts';
import { startTestPostgres, stopTestPostgres } from '../support/postgres.ts';
import { boardsToSee, makeDuplicates, type PageToSee, pagesToSee } from './pages.ts';
import { projectsApp, projectsToSee } from './projects-app.ts';
import { type Language, signInByForm, visit } from './support.ts';

const screens = { desk: [1280, 800], phone: [390, 844] } as const;
const languages = ['en', 'zh-CN'] as const;
const themes = ['light', 'dark'] as const;

const [folder, pattern = ''] = process.argv.slice(2);
const wanted = new RegExp(pattern);
if (folder === undefined) throw new Error('Say where the pictures go: node tests/e2e/screenshots.ts FOLDER');
mkdirSync(resolve(folder), { recursive: true });

interface Place {
  readonly instance: Instance;
  readonly pages: readonly PageToSee[];
  readonly people: { readonly [as: string]: { readonly email: string; readonly password: string } };
}

await startTestPostgres();
const browser = await launchBrowser();
const instances: Instance[] = [];
try {
  for (const place of [await hardware(), await projects()])
    for (const language of languages)
      for (const theme of themes)
        for (const screen of ['desk', 'phone'] as const)
          for (const who of new Set(place.pages.map((each) => each.as)))
            await takeAll(place, who, language, theme, screen);
} finally {
  await browser.close();
  for (const instance of instances) await instance.close();
  await stopTestPostgres();
}

async function hardware(): Promise<Place> {
  const instance = await startInstance([]);
  instances.push(instance);
  await loadDemo(instance.tenon, fixtureApp('hardware-sales'), (message) => console.log(message));
  const accounts = await demoAccounts(instance.tenon);
  const agent = accounts.find(({ email }) => email === demoEmail('agent', 0));
  const administrator = accounts.find(({ email }) => email === demoEmail('administrator', 0));
  if (!agent || !administrator) throw new Error('The demo company has no agent or no administrator.');
  await makeDuplicates(await signIn(instance.url, administrator.email, administrator.password));
  const client = await signIn(instance.url, agent.email, agent.password);
  const task = (await client.call<TaskPage>('GET', '/work/tasks')).body.items[0];
  if (!task) throw new Error('The demo company gave its agent nothing to do.');
  const pages = pagesToSee({ task: task.id, record: task.record, word: 'iron' });
  return { instance, pages, people: { agent, administrator } };
}

async function projects(): Promise<Place> {
  const instance = await startInstance(projectsApp);
  instances.push(instance);
  const planner = await instance.user('Lin Xiao', ['administrator']);
  for (const { stage, ...values } of projectsToSee(new Date())) {
    const isActive = stage === 'active';
    const { body } = await planner.client.call<RecordBody>('POST', '/records/project', {
      ...values,
      stage: isActive ? 'planned' : stage,
    });
    if (isActive)
      await planner.client.call(
        'PATCH',
        `/records/project/${body.id}`,
        { stage },
        { 'if-match': `"${body.version}"` },
      );
  }
  return { instance, pages: boardsToSee, people: { planner } };
}

async function takeAll(
  { instance, pages, people }: Place,
  who: PageToSee['as'],
  language: Language,
  theme: (typeof themes)[number],
  screen: keyof typeof screens,
): Promise<void> {
  const [width, height] = screens[screen];
  const fileOf = ({ name }: PageToSee) => `${name}.${language}.${theme}.${screen}.png`;
  const mine = pages.filter((each) => each.as === who && wanted.test(fileOf(each)));
  if (mine.length === 0) return;
  const seen = await visit(browser, instance.url, { language, theme, width, height, still: true });
  const person = people[who];
  if (person) await signInByForm(seen.page, person, language);
  for (const each of mine) await take(seen.page, each, fileOf(each), language);
  for (const fault of seen.faults()) console.log(`${language} ${theme} ${screen} ${who}: ${fault}`);
  await seen.close();
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
