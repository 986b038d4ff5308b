/**
 * Sheets of XLSX workbooks (ECMA-376 part 1, chapter 18) as rows of text, a row in memory at a time; only the texts that
 * cells share are kept, in one compact list with a limit.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { FileRow } from './rows.ts';
import { SharedTexts } from './shared-texts.ts';
import type { FileSource } from './source.ts';
import { type DateKind, dateKindOf, numberText, serialText } from './xlsx-values.ts';
import { type Archive, invalid, openArchive, tooLarge } from './zip.ts';

const mebibyte = 1024 * 1024;
/** Of the parts when unpacked: a million rows of fifteen columns are about 800 MiB of XML. */
const sheetLimit = 4_096 * mebibyte;
const sharedLimit = 256 * mebibyte;
const partLimit = 16 * mebibyte;
/** A cell of Excel has 32,767 characters. */
const longestText = 4 * mebibyte;
const mostColumns = 16_384;
const deepest = 100;

export async function sheetNames(source: FileSource): Promise<readonly string[]> {
  return (await workbookOf(await openArchive(source))).sheets.map(({ name }) => name);
}

export async function* readSheet(source: FileSource, sheet: string): AsyncGenerator<FileRow> {
  const archive = await openArchive(source);
  const workbook = await workbookOf(archive);
  const found = sheet === '' ? workbook.sheets[0] : workbook.sheets.find(({ name }) => name === sheet);
  if (!found) throw invalid(`The workbook has no sheet '${sheet.slice(0, 60)}'`);
  const texts = await sharedTexts(archive, workbook.sharedStrings);
  const dates = await dateStyles(archive, workbook.styles);
  const rows = new SheetRows(texts, dates, workbook.from1904);
  yield* parsed(archive.open(found.path, sheetLimit), rows.parser, () => rows.take());
}

interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
  readonly from1904: boolean;
}

async function workbookOf(archive: Archive): Promise<Workbook> {
  const roots = await relationsOf(archive, '_rels/.rels', '');
  const main =
    [...roots.values()].find(({ type }) => type.endsWith('/officeDocument'))?.path ?? 'xl/workbook.xml';
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = await relationsOf(archive, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  const listed: { name: string; id: string }[] = [];
  let from1904 = false;
  const parser = parserOf({
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name === 'sheet') listed.push({ name: attributes.name ?? '', id: attribute(attributes, 'id') });
    },
  });
  await readPart(archive.open(main, partLimit), parser);
  const pathOf = (kind: string) => [...relations.values()].find(({ type }) => type.endsWith(kind))?.path;
  const sheets = listed.flatMap(({ name, id }) => {
    const relation = relations.get(id);
    return relation?.type.endsWith('/worksheet') ? [{ name, path: relation.path }] : [];
  });
  if (sheets.length === 0) throw invalid('The workbook has no sheet with cells');
  return { sheets, sharedStrings: pathOf('/sharedStrings'), styles: pathOf('/styles'), from1904 };
}

async function relationsOf(archive: Archive, path: string, folder: string) {
  const relations = new Map<string, { readonly type: string; readonly path: string }>();
  if (!archive.has(path)) return relations;
  const parser = parserOf({
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return;
      const target = Target.startsWith('/') ? Target.slice(1) : folder + Target;
      relations.set(Id, { type: Type, path: target });
    },
  });
  await readPart(archive.open(path, partLimit), parser);
  return relations;
}

async function sharedTexts(archive: Archive, path: string | undefined): Promise<SharedTexts> {
  const texts = new SharedTexts();
  if (path === undefined || !archive.has(path)) return texts;
  let text = '';
  let inText = false;
  let inSound = false;
  const parser = parserOf({
    open(name) {
      if (name === 'si') text = '';
      if (name === 't') inText = !inSound;
      if (name === 'rPh') inSound = true;
    },
    text(part) {
      if (inText) text += part;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') inSound = false;
      if (name === 'si') texts.add(unescaped(text));
    },
  });
  await readPart(archive.open(path, sharedLimit), parser);
  return texts;
}

/** For each style of cells, whether its numbers are dates or times. */
async function dateStyles(
  archive: Archive,
  path: string | undefined,
): Promise<readonly (DateKind | undefined)[]> {
  if (path === undefined || !archive.has(path)) return [];
  const formats = new Map<number, string>();
  const kinds: (DateKind | undefined)[] = [];
  let inCells = false;
  const parser = parserOf({
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attributes.numFmtId ?? 0);
      kinds.push(dateKindOf(id, formats.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  await readPart(archive.open(path, partLimit), parser);
  return kinds;
}

/** Rows as they come out of the parser. */
class SheetRows {
  readonly parser: SaxesParser;
  readonly #texts: SharedTexts;
  readonly #dates: readonly (DateKind | undefined)[];
  readonly #from1904: boolean;
  #rows: FileRow[] = [];
  #number = 0;
  #cells: string[] = [];
  #column = 0;
  #type = '';
  #style = 0;
  #value = '';
  #collecting = false;
  #inSound = false;

  constructor(texts: SharedTexts, dates: readonly (DateKind | undefined)[], from1904: boolean) {
    this.#texts = texts;
    this.#dates = dates;
    this.#from1904 = from1904;
    this.parser = parserOf({
      open: (name, attributes) => this.#open(name, attributes),
      text: (part) => {
        if (this.#collecting) this.#value += part;
      },
      close: (name) => this.#close(name),
    });
  }

  take(): FileRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #open(name: string, attributes: Attributes): void {
    if (name === 'row') {
      this.#number = attributes.r === undefined ? this.#number + 1 : Number(attributes.r);
      this.#cells = [];
      this.#column = -1;
    } else if (name === 'c') {
      this.#column = attributes.r === undefined ? this.#column + 1 : columnOf(attributes.r);
      if (!(this.#column < mostColumns)) throw invalid('The workbook has a cell outside of its sheet');
      this.#type = attributes.t ?? 'n';
      this.#style = Number(attributes.s ?? 0);
      this.#value = '';
    } else if (name === 'v' || name === 't') this.#collecting = !this.#inSound;
    else if (name === 'rPh') this.#inSound = true;
  }

  #close(name: string): void {
    if (name === 'v' || name === 't') this.#collecting = false;
    else if (name === 'rPh') this.#inSound = false;
    else if (name === 'c') {
      const text = this.#text();
      if (text === '') return;
      while (this.#cells.length < this.#column) this.#cells.push('');
      this.#cells[this.#column] = text;
    } else if (name === 'row' && this.#cells.length > 0) {
      this.#rows.push({ row: this.#number, cells: this.#cells });
    }
  }

  #text(): string {
    const value = this.#value;
    if (value === '') return '';
    if (this.#type === 's') return this.#texts.at(Number(value));
    if (this.#type === 'b') return value === '1' ? 'true' : 'false';
    if (this.#type === 'd') return value;
    if (this.#type !== 'n') return unescaped(value);
    const kind = this.#dates[this.#style];
    return kind ? serialText(Number(value), kind, this.#from1904) : numberText(value);
  }
}

type Attributes = { readonly [name: string]: string | undefined };

interface Handlers {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Names without their prefixes, which writers choose as they like. */
function parserOf({ open, text, close }: Handlers): SaxesParser {
  const parser = new SaxesParser({ xmlns: false });
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  let depth = 0;
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    depth += 1;
    if (depth > deepest) throw invalid('The workbook holds XML that is nested too deep');
    open?.(local(name), attributes);
  });
  parser.on('text', (part) => text?.(part));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    close?.(local(name));
  });
  parser.on('error', (error) => {
    throw invalid('The workbook holds broken XML', error);
  });
  return parser;
}

async function readPart(pieces: AsyncIterable<Buffer>, parser: SaxesParser): Promise<void> {
  // Nothing comes out of it, so that the first step is the whole way.
  await parsed(pieces, parser, () => []).next();
}

/**
 * Feeds a part to its parser, and gives what is there to take after each piece. Text without an end is refused before it
 * fills the memory.
 */
async function* parsed<Item>(
  pieces: AsyncIterable<Buffer>,
  parser: SaxesParser,
  take: () => readonly Item[],
): AsyncGenerator<Item> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let sinceTag = 0;
  for await (const piece of pieces) {
    let text: string;
    try {
      text = decoder.decode(piece, { stream: true });
    } catch (error) {
      throw invalid('The workbook holds text that is not UTF-8', error);
    }
    const lastTag = text.lastIndexOf('<');
    sinceTag = lastTag < 0 ? sinceTag + text.length : text.length - lastTag;
    if (sinceTag > longestText) throw tooLarge();
    parser.write(text);
    yield* take();
  }
  parser.close();
  yield* take();
}

function attribute(attributes: Attributes, wanted: string): string {
  for (const [name, value] of Object.entries(attributes)) if (name.endsWith(`:${wanted}`)) return value ?? '';
  return '';
}

/** A is 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const char of reference) {
    const code = char.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
}

/** Excel writes characters that XML has none of as _x000D_. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
