/** A person at a browser: pages that are watched for faults, signing in by the form, and waiting for what is seen. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ImportResult } from '@tenon/model';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { en } from '../../runtime/src/i18n/en.ts';
import { zhCN } from '../../runtime/src/i18n/zh-cn.ts';
import { salesFiles } from '../support/hardware-sales-data.ts';
import { fixtureMapping, type Person } from '../support/index.ts';

export type Language = 'en' | 'zh-CN';
/** The runtime's texts, for what is looked for in both languages. */
export const catalogues = { en, 'zh-CN': zhCN } as const;

export interface Visit {
  readonly page: Page;
  /** What a person would never see and a developer should: errors of scripts, of requests, of the content policy. */
  faults(): readonly string[];
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Nothing moves: a picture shows the end of it. */
  readonly still?: boolean;
}

export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const { language = 'en', theme = 'light', width = 1280, height = 800, still = false } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    locale: language === 'en' ? 'en-US' : language,
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    reducedMotion: still ? 'reduce' : 'no-preference',
  });
  context.setDefaultTimeout(30_000);
  const faults: string[] = [];
  await context.exposeFunction('tenonFault', (fault: string) => faults.push(fault));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      (globalThis as unknown as { tenonFault(fault: string): void }).tenonFault(
        `policy: ${violatedDirective} ${blockedURI}`,
      );
    });
  });
  const page = await context.newPage();
  context.on('weberror', (event) => faults.push(`script: ${event.error().stack ?? event.error().message}`));
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const from = message.location().url;
    // The browser itself notes every answer of 4xx; that nobody is signed in yet is how a visit begins.
    if (from.endsWith('/api/v1/session') && message.text().includes('401')) return;
    // What the server refuses on purpose the browser notes as well; the page itself has to say it.
    if (/status of (400|404|409|412|422) /.test(message.text()) && from.includes('/api/v1/')) return;
    faults.push(`console: ${message.text()} (${from})`);
  });
  return { page, faults: () => faults, close: () => context.close() };
}

export async function signInByForm(
  page: Page,
  { email, password }: Pick<Person, 'email' | 'password'>,
  language: Language = 'en',
): Promise<void> {
  const { signIn: texts, app } = catalogues[language];
  await page.goto('/');
  await page.getByLabel(texts.email).fill(email);
  await page.getByLabel(texts.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: texts.submit, exact: true }).click();
  await page.getByRole('button', { name: new RegExp(`^${app.userMenu}`) }).waitFor();
}

/** The small sales data, read in as an administrator would. */
export async function importSales(administrator: Person): Promise<void> {
  for (const [entity, name, csv] of salesFiles) {
    const mapping = encodeURIComponent(JSON.stringify(fixtureMapping('hardware-sales', name)));
    const { body } = await administrator.client.call<ImportResult>(
      'POST',
      `/records/${entity}/import?mapping=${mapping}`,
      csv,
      { 'content-type': 'text/csv' },
    );
    if (body.state !== 'done') throw new Error(`The ${entity} file was refused: ${JSON.stringify(body)}`);
  }
}

/** Opens a select and takes the option with this text, as a mouse does. */
export async function choose(select: Locator, option: string): Promise<void> {
  const page = select.page();
  await select.click();
  // The options in sight have no role of their own; those that have one are for screen readers alone.
  const shown = page.locator('.ant-select-item-option').filter({ visible: true });
  await shown.and(page.getByTitle(option, { exact: true })).click();
}

/** Opens the tree of fields, and takes one by the names on the way to it. */
export async function chooseField(picker: Locator, ...names: readonly string[]): Promise<void> {
  const tree = picker.page().locator('.ant-select-tree').filter({ visible: true });
  await picker.click();
  for (const [at, name] of names.entries()) {
    const node = tree.locator('.ant-select-tree-treenode', {
      has: picker.page().getByTitle(name, { exact: true }),
    });
    if (at < names.length - 1) await node.first().locator('.ant-select-tree-switcher').click();
    else await node.last().getByTitle(name, { exact: true }).click();
  }
}

/** Waits until `read` gives what is expected; the last answer when it never does. */
export async function eventually<T>(read: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (done(value) || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Colours on their way from one to another are nobody's choice: what moves and ends has ended. */
async function stillness(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY,
      ),
  );
}

/** Rules whose breach is never serious: they would only take their time. */
const lesserRules = [
  'empty-heading',
  'empty-table-header',
  'heading-order',
  'image-redundant-alt',
  'landmark-banner-is-top-level',
  'landmark-complementary-is-top-level',
  'landmark-contentinfo-is-top-level',
  'landmark-main-is-top-level',
  'landmark-no-duplicate-banner',
  'landmark-no-duplicate-contentinfo',
  'landmark-no-duplicate-main',
  'landmark-one-main',
  'landmark-unique',
  'page-has-heading-one',
  'presentation-role-conflict',
  'region',
  'skip-link',
];

/** What axe finds serious or critical, one line each. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await stillness(page);
  // Evaluated through the debugger: the page's own policy, rightly, lets no foreign script in.
  await page.evaluate(axe);
  const results = await page.evaluate(
    (unasked) =>
      (globalThis as unknown as { axe: { run(options: unknown): Promise<AxeResults> } }).axe.run({
        resultTypes: ['violations'],
        iframes: false,
        rules: Object.fromEntries(unasked.map((id) => [id, { enabled: false }])),
      }) as Promise<AxeResults>,
    lesserRules,
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, html, any }) =>
          `${id}: ${target.join(' ')} ${html.slice(0, 160)} ${any[0]?.message ?? ''}`,
      ),
    );
}

/** A page that scrolls sideways, with what sticks out of it. */
export async function tooWide(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('main *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} px wide: ${wide[0]?.outerHTML.slice(0, 160) ?? ''}`];
  });
}
