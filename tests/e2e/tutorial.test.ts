/**
 * The tutorial, played in a browser from an empty instance as it is written: its numbered steps name what is pressed and
 * what is typed; here stands only what kind of step each is. With TENON_TUTORIAL_IMAGES=docs/images its pictures are made
 * anew.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { type Instance, startInstance } from '../support/index.ts';
import { startJourney } from './journey.ts';
import type { Language } from './support.ts';
import { Newcomer } from './tutorial.ts';

/** Seconds that a newcomer takes for one action, finding its place on the page included. */
const perAction = 4;
/** Words that a newcomer reads in a minute. */
const readingSpeed = 200;

let browser: Browser;
let instance: Instance;

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser?.close());

describe.each<readonly [language: Language, file: string]>([
  ['en', 'tutorial-projects.md'],
  ['zh-CN', 'tutorial-projects.zh-CN.md'],
])('the tutorial (%s)', (language, file) => {
  beforeAll(async () => {
    instance = await startInstance([]);
  }, 60_000);
  afterAll(() => instance?.close());

  it('leads a newcomer from nothing to a board of projects, in less than ten minutes', async () => {
    const journey = startJourney(browser, instance.url);
    const page = await journey.open({ language, still: true });
    const you = new Newcomer(page, file, language);

    await page.goto(`/welcome?token=${await instance.tenon.identity.firstLink()}`);
    for (let box = 0; box < 3; box += 1) await you.fills();
    await you.presses('button');
    await you.presses('link');

    await you.addsDocument();
    await you.addsField();
    await you.typesNames();
    await you.ticks();
    await you.addsField();
    await you.presses('button');
    await you.presses('menuitem');
    await you.isShown('stages', '.s-field-table + .t-field-help');

    await you.addsDocument();
    await you.addsField();
    await you.picks();
    await you.ticks();
    await you.ticks();
    await you.isShown('milestones', '.s-other-side');
    await you.addsField();
    await you.addsField();

    await you.opens();
    await you.addsField();
    for (let setting = 0; setting < 3; setting += 1) await you.picks();
    await you.isShown('roll-up', '.s-field-row-rest');

    await you.addsDocument();
    await you.addsDocument();
    await you.addsDocument({ shownAs: true });
    await you.presses('button', '.s-field-nested .s-fields');
    await you.presses('menuitem');
    await you.picks();
    await you.isShown('board');
    await you.addsDocument();

    await you.presses('button');
    await you.fills();
    await you.presses('button');
    await you.presses('link');

    await you.opens();
    const idea = await you.addsToColumn();
    const project = await you.opens();
    await you.presses('tab');
    await you.addsRecord(2);
    await you.addsRecord(2);
    const figure = you.figure();
    await page.locator('.t-summary').getByText(figure).waitFor();

    await you.opens();
    const column = (name: string) => page.getByRole('region', { name, exact: true });
    const sum = (name: string) => column(name).locator('.t-board-column-sum').getByText(figure);
    await sum(idea).waitFor();
    await column(idea).locator('.t-board-card-fields').getByText(figure).waitFor();
    const planned = await you.drags(idea);
    await sum(planned).waitFor();
    await column(planned).getByRole('link', { name: project, exact: true }).waitFor();
    expect(await column(idea).locator('[data-record]').count()).toBe(0);
    await you.isShown('use');

    expect(you.left()).toEqual([]);
    expect(you.actions * perAction + (you.words / readingSpeed) * 60).toBeLessThan(600);
    await journey.end();
  });
});
