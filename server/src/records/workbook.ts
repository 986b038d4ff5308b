/** Rows as an XLSX workbook, written while they come: no more than a few rows are in memory. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A number is written as one; all else as text, so that nothing of it is ever run. */
export interface WorkbookCell {
  readonly text: string;
  readonly isNumber: boolean;
}

/** What a sheet of Excel holds. */
const mostRows = 1_048_576;
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export async function* workbook(
  header: readonly string[],
  rows: AsyncIterable<readonly (readonly WorkbookCell[])[]>,
): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const fed = feed(zip, header, rows);
  // Told by the reader below, which the failed stream ends.
  fed.catch((error: Error) => (zip.outputStream as Readable).destroy(error));
  try {
    for await (const piece of zip.outputStream as AsyncIterable<Buffer>) yield piece;
    await fed;
  } finally {
    (zip.outputStream as Readable).destroy();
  }
}

/** Adds the sheets one after the other, and then what names them. */
async function feed(
  zip: ZipFile,
  header: readonly string[],
  rows: AsyncIterable<readonly (readonly WorkbookCell[])[]>,
): Promise<void> {
  const source = lines(rows);
  let next = await source.next();
  let sheets = 0;
  try {
    do {
      sheets += 1;
      const sheet = Readable.from(
        (async function* () {
          yield `${head}<worksheet xmlns="${main}"><sheetData>`;
          yield rowXml(header.map((text) => ({ text, isNumber: false })));
          for (let count = 1; !next.done && count < mostRows; count++) {
            yield next.value;
            next = await source.next();
          }
          yield '</sheetData></worksheet>';
        })(),
        { objectMode: false },
      );
      const through = once(sheet, 'close');
      const failed = once(sheet, 'error').then(([error]: unknown[]) => Promise.reject(error as Error));
      zip.addReadStream(sheet, `xl/worksheets/sheet${sheets}.xml`, { mtime: new Date(0) });
      await Promise.race([through, failed]);
    } while (!next.done);
  } finally {
    await source.return(undefined);
  }
  addParts(zip, sheets);
  zip.end();
}

/** The XML of rows, some kilobytes at a time. */
async function* lines(rows: AsyncIterable<readonly (readonly WorkbookCell[])[]>): AsyncGenerator<string> {
  for await (const batch of rows) for (const cells of batch) yield rowXml(cells);
}

function rowXml(cells: readonly WorkbookCell[]): string {
  let xml = '<row>';
  for (const { text, isNumber } of cells) {
    if (text === '') xml += '<c/>';
    else if (isNumber) xml += `<c><v>${text}</v></c>`;
    else xml += `<c t="inlineStr"><is><t xml:space="preserve">${escapedText(text)}</t></is></c>`;
  }
  return `${xml}</row>`;
}

const entities: { readonly [char: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML has none of are written as Excel does: _x000B_; a text that looks so by itself is told apart. */
function escapedText(text: string): string {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>]/g, (char) => entities[char] ?? char)
    .replaceAll(
      /(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu,
      (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

function addParts(zip: ZipFile, sheets: number): void {
  const add = (name: string, xml: string) =>
    zip.addBuffer(Buffer.from(head + xml), name, { mtime: new Date(0) });
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const types = numbers.map(
    (n) =>
      `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  add(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${types.join('')}</Types>`,
  );
  add(
    '_rels/.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  const listed = numbers.map((n) => `<sheet name="Sheet${n}" sheetId="${n}" r:id="rId${n}"/>`);
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed.join('')}</sheets></workbook>`,
  );
  const related = numbers.map(
    (n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related.join('')}</Relationships>`,
  );
}
