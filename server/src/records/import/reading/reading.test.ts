import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { ZipFile } from 'yazl';
import { delimiterOf, encodingOf } from './format.ts';
import { formatOf, readRows, readStream } from './rows.ts';
import type { FileSource } from './source.ts';

const source = (bytes: Buffer): FileSource => ({
  size: bytes.length,
  async *read(first = 0, last = bytes.length - 1) {
    for (let at = first; at <= last; at += 1_000) yield bytes.subarray(at, Math.min(at + 1_000, last + 1));
  },
});
async function rowsOf(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  const from = source(bytes);
  const rows: (readonly string[])[] = [];
  for await (const { cells } of readRows(from, await formatOf(from))) rows.push(cells);
  return rows;
}
const faultOf = (bytes: Buffer) =>
  rowsOf(bytes).then(
    () => 'none',
    (error: Error) => error.message,
  );

describe('delimited text', () => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('csv-spectrum')), 'csvs');
  it.each(readdirSync(folder))('[IM30] reads csv-spectrum %s as its JSON says', async (name) => {
    const [header = [], ...rows] = await rowsOf(readFileSync(join(folder, name)));
    // One JSON of the suite is no list, and has another number than its CSV.
    const json = readFileSync(join(folder, '../json', name.replace('.csv', '.json')), 'utf8');
    const due: unknown = [JSON.parse(json.replace('1234567890', '2095257564'))].flat();
    const objects = rows.map((cells) =>
      Object.fromEntries(header.map((id, index) => [id, cells[index] ?? ''])),
    );
    // The suite's JSON has \n where one of its files has \r\n within a quote.
    const plain = (value: unknown) => JSON.stringify(value).replaceAll('\\r\\n', '\\n');
    expect(plain(objects)).toBe(plain(due));
  });

  const text = '名称,城市\n华辰科技,上海\n"长,城",北京\n';
  const rows = [
    ['名称', '城市'],
    ['华辰科技', '上海'],
    ['长,城', '北京'],
  ];
  // Bytes of another program's GBK and Big5, as Node only reads them.
  const gbk = Buffer.from(
    'c3fbb3c62cb3c7cad00abbaab3bdbfc6bcbc2cc9cfbaa30a22b3a42cb3c7222cb1b1bea90a',
    'hex',
  );
  it('[IM31] tells encodings by their bytes', async () => {
    expect(await rowsOf(Buffer.from(text))).toEqual(rows);
    expect(await rowsOf(Buffer.from(`\ufeff${text}`))).toEqual(rows);
    expect(await rowsOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(rows);
    expect(await rowsOf(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toEqual(rows);
    expect(encodingOf(Buffer.from('name,city\nAnn,Rome\n', 'utf16le'))).toBe('utf-16le');
    expect(await rowsOf(gbk)).toEqual(rows);
    expect(encodingOf(Buffer.from('Name;Ort\nMüller;Köln\nGroß;Fürth\n', 'latin1'))).toBe('windows-1252');
    // One wrong byte does not make another encoding of it.
    expect(encodingOf(Buffer.concat([Buffer.from(text), Buffer.from([0xff])]))).toBe('utf-8');
    // Plain ASCII up to far into the file.
    const late = Buffer.concat([Buffer.from('name,city\n'), Buffer.alloc(200_000, 'A,B\n'), gbk]);
    expect((await rowsOf(late)).at(-1)).toEqual(['长,城', '北京']);
  });

  it('[IM32] tells delimiters by the rows', () => {
    expect(delimiterOf('a;b;c\n1,5;2,5;3\n')).toBe(';');
    expect(delimiterOf('a\tb\n"x,y"\t2\n')).toBe('\t');
    expect(delimiterOf('name\na;b\n')).toBe(',');
    expect(delimiterOf('"a;b;c",d\n1,2\n')).toBe(',');
  });
});

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
interface Book {
  readonly rows: string;
  readonly shared?: string | Readable;
  readonly styles?: string;
  readonly date1904?: boolean;
}
function workbook({ rows, shared, styles, date1904 }: Book): Promise<Buffer> {
  const zip = new ZipFile();
  const add = (name: string, xml: string) => zip.addBuffer(Buffer.from(`<?xml version="1.0"?>${xml}`), name);
  // Sheets before what they need, as some programs write them.
  add('xl/worksheets/sheet1.xml', `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`);
  add(
    'xl/worksheets/sheet2.xml',
    `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row><x:c t="str"><x:v>second</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
  );
  add(
    '_rels/.rels',
    `<Relationships><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets><sheet name="客户" sheetId="1" r:id="rId1"/><sheet name="Two" sheetId="2" r:id="rId2"/></sheets></workbook>`,
  );
  const parts = [
    `<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>`,
    `<Relationship Id="rId2" Type="${office}/worksheet" Target="/xl/worksheets/sheet2.xml"/>`,
  ];
  if (shared !== undefined) {
    parts.push(`<Relationship Id="rId3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/>`);
    if (typeof shared === 'string') add('xl/sharedStrings.xml', `<sst xmlns="${main}">${shared}</sst>`);
    else zip.addReadStream(shared, 'xl/sharedStrings.xml', { compressionLevel: 1 });
  }
  if (styles !== undefined) {
    parts.push(`<Relationship Id="rId4" Type="${office}/styles" Target="styles.xml"/>`);
    add('xl/styles.xml', `<styleSheet xmlns="${main}">${styles}</styleSheet>`);
  }
  add('xl/_rels/workbook.xml.rels', `<Relationships>${parts.join('')}</Relationships>`);
  zip.end();
  return buffer(zip.outputStream as Readable);
}

describe('workbooks', () => {
  it('[IM33] reads texts, numbers, dates and gaps as a person sees them', async () => {
    const styles = `<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="166" formatCode="0.00&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs>`;
    const shared =
      '<si><t>name</t></si><si><r><t xml:space="preserve">Li </t></r><r><t>Wei</t></r><rPh><t>sound</t></rPh></si><si><t>a_x000D_b</t></si>';
    const cell = (at: string, value: string, type = 'n', style = 0) =>
      `<c r="${at}" t="${type}" s="${style}"><v>${value}</v></c>`;
    const rows = [
      `<row r="1">${cell('A1', '0', 's')}<c r="B1" t="inlineStr"><is><t>b</t></is></c><c r="F1" t="str"><f>1</f><v>f</v></c></row>`,
      `<row r="3">${cell('A3', '1', 's')}${cell('C3', '0.30000000000000004')}${cell('D3', '43831', 'n', 1)}${cell('E3', '43831.5', 'n', 2)}${cell('F3', '59', 'n', 3)}</row>`,
      `<row r="4">${cell('B4', '1', 'b')}${cell('C4', '9007199254740993')}${cell('D4', '1.5', 'n', 4)}${cell('E4', '0.5', 'n', 5)}${cell('F4', '1E-7')}</row>`,
      '<row r="5"/>',
    ].join('');
    const bytes = await workbook({ rows, shared, styles });
    expect(await rowsOf(bytes)).toEqual([
      ['name', 'b', '', '', '', 'f'],
      ['Li Wei', '', '0.3', '2020-01-01', '2020-01-01 12:00:00', '1900-02-28'],
      ['', 'true', '9007199254740993', '1.5', '12:00:00', '0.0000001'],
    ]);
    expect(await formatOf(source(bytes))).toEqual({ kind: 'xlsx', sheets: ['客户', 'Two'], sheet: '客户' });
    const from = source(bytes);
    const second = [];
    for await (const { cells } of readRows(from, await formatOf(from, { sheet: 'Two' }))) second.push(cells);
    expect(second).toEqual([['second']]);
    const streamed = [];
    for await (const { row } of readStream(Readable.from([bytes]))) streamed.push(row);
    expect(streamed).toEqual([1, 3, 4]);
    const old = await workbook({ rows: `<row><c s="1"><v>0</v></c></row>`, styles, date1904: true });
    expect(await rowsOf(old)).toEqual([['1904-01-01']]);
  });

  it('[IM34] refuses bombs and damage in bounded memory', async () => {
    const texts = (start: string, piece: string, pieces: number) =>
      Readable.from(
        (function* () {
          const bytes = Buffer.from(piece.repeat(Math.ceil((1024 * 1024) / piece.length)));
          yield start;
          for (let done = 0; done < pieces; done++) yield bytes;
        })(),
        { objectMode: false },
      );
    const rows = '<row><c t="s"><v>0</v></c></row>';
    const endless = await workbook({ rows, shared: texts('<sst><si><t>', '0', 8) });
    const many = await workbook({
      rows,
      shared: texts('<sst>', `<si><t>${'0'.repeat(60_000)}</t></si>`, 140),
    });
    const nested = await workbook({ rows, shared: texts('<sst>', '<si>', 20) });
    expect(Math.max(endless.length, many.length)).toBeLessThan(4 * 1024 * 1024);
    const before = process.memoryUsage().rss;
    expect(await faultOf(endless)).toMatch(/unpacks to more/);
    expect(await faultOf(many)).toMatch(/unpacks to more/);
    expect(await faultOf(nested)).toMatch(/nested too deep/);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
    expect(await faultOf(endless.subarray(0, endless.length - 30))).toMatch(/ZIP/);
    expect(await faultOf(await workbook({ rows: '<row><c></row>' }))).toMatch(/broken XML/);
    expect(await faultOf(await workbook({ rows: '<row><c t="str"><v>&a;</v></c></row>' }))).toMatch(
      /broken XML/,
    );
  }, 60_000);
});
