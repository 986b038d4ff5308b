/** A newcomer at the browser who does what a tutorial says: its numbered steps are read, word by word. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Language } from './support.ts';

/** What is bold names something on the page, what stands in code is typed. */
interface Token {
  readonly is: 'name' | 'typed';
  readonly text: string;
}

const docs = join(import.meta.dirname, '../../docs');
const pictures = process.env.TENON_TUTORIAL_IMAGES;

export class Newcomer {
  readonly #page: Page;
  readonly #language: Language;
  readonly #text: string;
  readonly #tokens: Token[];
  /** Clicks, ticks and texts so far. */
  actions = 0;

  constructor(page: Page, file: string, language: Language) {
    this.#page = page;
    this.#language = language;
    this.#text = readFileSync(join(docs, file), 'utf8');
    const steps = this.#text.split('\n').filter((line) => /^\d+\. /.test(line));
    this.#tokens = [...steps.join('\n').matchAll(/\*\*([^*]+)\*\*|`([^`]+)`/g)].map(
      ([, name, typed = '']): Token =>
        name === undefined ? { is: 'typed', text: typed } : { is: 'name', text: name },
    );
  }

  /** What the steps name and nobody did. */
  left(): readonly string[] {
    return this.#tokens.map(({ text }) => text);
  }

  /** How much there is to read; two Chinese characters are a word. */
  get words(): number {
    // Nobody reads where a link leads.
    const text = this.#text.replaceAll(/\]\([^)]*\)/g, ']');
    const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
    return characters / 2 + (text.match(/[\p{Script=Latin}\d]+/gu)?.length ?? 0);
  }

  /** The figure that the tutorial says comes out. */
  figure(): string {
    return /(?<!\*)\*([^*\n]*\d[^*\n]*)\*(?!\*)/.exec(this.#text)?.[1] ?? '';
  }

  /** The next name that the steps give. */
  next(): string {
    return this.#take('name');
  }

  async presses(role: 'button' | 'link' | 'menuitem' | 'tab', within = 'body'): Promise<void> {
    await this.#presses(role, this.next(), this.#page.locator(within));
  }

  /** Follows a link to the page that is called as the link is; returns its name. */
  async opens(): Promise<string> {
    const name = this.next();
    await this.#presses('link', name, this.#page.locator('body'));
    await this.#isOn(name);
    return name;
  }

  /** Fills in one box of the page. */
  async fills(): Promise<void> {
    await this.#fills(this.#page.locator('body'));
  }

  /** The same box again and again, each text followed by the Enter key. */
  async typesNames(): Promise<void> {
    const box = this.#page.getByLabel(whole(this.next()));
    while (this.#tokens[0]?.is === 'typed') {
      await box.fill(this.#take('typed'));
      await box.press('Enter');
      this.actions += 2;
    }
  }

  async ticks(): Promise<void> {
    await this.#page.getByRole('checkbox', { name: whole(this.next()) }).check();
    this.actions += 1;
  }

  async picks(): Promise<void> {
    await this.#clicks(this.#page.getByRole('combobox', { name: whole(this.next()) }));
    // The options in sight have no role of their own; those that have one are for screen readers alone.
    const options = this.#page.locator('.ant-select-item-option').filter({ visible: true });
    await this.#clicks(options.filter({ hasText: beginning(this.next()) }).first());
  }

  /** A new document by the button beside its kind. */
  async addsDocument({ shownAs = false } = {}): Promise<void> {
    const button = this.next();
    const kind = this.#page
      .locator('.s-tree-kind')
      .filter({ has: this.#page.locator('.s-tree-kind-head .s-tree-name', { hasText: whole(this.next()) }) });
    if (button !== '+') throw new Error(`The button beside a kind is a +, not ${button}`);
    await this.#clicks(kind.locator('.s-tree-add'));
    const dialog = await this.#window();
    if (shownAs) await this.#clicks(dialog.locator('.ant-segmented-item', { hasText: whole(this.next()) }));
    const name = await this.#fills(dialog);
    await this.#presses('button', this.next(), dialog);
    await dialog.waitFor({ state: 'detached' });
    await this.#isOn(name);
  }

  /** A new field of the entity on screen: its name and its type. */
  async addsField(): Promise<void> {
    await this.presses('button');
    const dialog = await this.#window();
    await this.#fills(dialog);
    const name = this.#page.locator('strong', { hasText: whole(this.next()) });
    await this.#clicks(dialog.locator('.s-type').filter({ has: name }));
    await dialog.waitFor({ state: 'detached' });
  }

  /** Presses the button at the head of a column, and fills in the record that begins there; returns the column's name. */
  async addsToColumn(): Promise<string> {
    this.next();
    const column = this.next();
    await this.#clicks(this.#column(column).locator('.t-board-column-tools button').first());
    await this.#writes(1);
    return column;
  }

  /** Presses the button of a new record, and fills in some of its fields. */
  async addsRecord(fields: number): Promise<void> {
    await this.presses('button');
    await this.#writes(fields);
  }

  /** Drags a card out of a column by the mouse; returns the name of the column it went to. */
  async drags(from: string): Promise<string> {
    const card = this.#column(from).locator('[data-record]', { hasText: this.next() });
    const to = this.next();
    const [start, end] = [await centre(card), await centre(this.#column(to))];
    await this.#page.mouse.move(...start);
    await this.#page.mouse.down();
    await this.#page.mouse.move(start[0] + 10, start[1] + 10, { steps: 4 });
    await this.#page.mouse.move(...end, { steps: 12 });
    await this.#page.mouse.up();
    this.actions += 1;
    return to;
  }

  /** The tutorial shows the page as it is now. */
  async isShown(name: string, scrolledTo?: string): Promise<void> {
    const file = `tutorial-projects.${name}.${this.#language}.png`;
    if (!this.#text.includes(`](images/${file})`)) throw new Error(`The tutorial has no picture ${file}`);
    if (pictures === undefined) return;
    if (scrolledTo !== undefined)
      await this.#page.locator(scrolledTo).evaluate((element) => element.scrollIntoView({ block: 'center' }));
    // Nothing is pointed at, and what had to be saved is.
    await this.#page.mouse.move(0, 0);
    await this.#page.waitForTimeout(1_500);
    await this.#page.screenshot({ path: join(pictures, file) });
  }

  #column(name: string): Locator {
    return this.#page.getByRole('region', { name, exact: true });
  }

  /** The window in front of the page. */
  async #window(): Promise<Locator> {
    const dialog = this.#page.getByRole('dialog').filter({ visible: true });
    await dialog.waitFor();
    return dialog;
  }

  async #isOn(name: string): Promise<void> {
    await this.#page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  /** Fills in the form in front, and finishes it. */
  async #writes(fields: number): Promise<void> {
    const form = await this.#window();
    for (let field = 0; field < fields; field += 1) await this.#fills(form);
    await this.#presses('button', this.next(), form);
    await form.waitFor({ state: 'detached' });
  }

  async #fills(place: Locator): Promise<string> {
    const box = place.getByLabel(whole(this.next())).first();
    const text = this.#take('typed');
    await box.fill(text);
    this.actions += 1;
    return text;
  }

  async #presses(role: Parameters<Locator['getByRole']>[0], name: string, place: Locator): Promise<void> {
    // Links and buttons may bear a sign before their name, and a count or a mark behind it.
    const called = new RegExp(`(^|\\s)${escaped(name)}(?!\\p{L})`, 'u');
    await this.#clicks(place.getByRole(role, { name: called }).first());
  }

  async #clicks(target: Locator): Promise<void> {
    await target.click();
    this.actions += 1;
  }

  #take(is: Token['is']): string {
    const token = this.#tokens.shift();
    if (token?.is !== is) {
      const found = token === undefined ? 'nothing more' : `“${token.text}”`;
      throw new Error(
        `The steps go on with ${found}, where something ${is === 'name' ? 'bold' : 'to type'} belongs`,
      );
    }
    return token.text;
  }
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const beginning = (text: string): RegExp => new RegExp(`^\\s*${escaped(text)}`);
/** A star may follow: what has to be filled in is marked by one. */
const whole = (text: string): RegExp => new RegExp(`^\\s*${escaped(text)}\\s*\\*?\\s*$`);

async function centre(target: Locator): Promise<[x: number, y: number]> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('What is dragged, or where to, is not on the page');
  return [box.x + box.width / 2, box.y + box.height / 2];
}
