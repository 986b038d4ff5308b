import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatDocument } from '@tenon/documents';
import type { ImportFormat, ImportMapping } from '@tenon/model';
import { entityFor } from '../../../query/authorize.ts';
import { refusal } from '../../testing/asking.ts';
import { type Company, openCompany } from '../../testing/company.ts';
import { documents } from '../../testing/documents.ts';
import { planImport } from '../columns.ts';
import { formatOf } from '../reading/rows.ts';
import type { FileSource } from '../reading/source.ts';
import type { DraftRow } from '../row.ts';
import { type Drafting, draftBatches, draftedApart } from './drafting.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company?.close());

/** A thread loads the whole of the plugins, which takes its time on a busy machine. */
const patience = 120_000;

const threads = {
  plugins: new URL('../../../plugins.ts', import.meta.url).href,
  documentsOf: async () => documents.map((document) => formatDocument(document)),
};

/** Hands out a few bytes at a time, so that characters and rows are cut. */
const sourceOf = (bytes: Buffer, piece = 97): FileSource => ({
  size: bytes.length,
  async *read(first = 0, last = bytes.length - 1) {
    for (let at = first; at <= last; at += piece) yield bytes.subarray(at, Math.min(at + piece, last + 1));
  },
});

const mapping: ImportMapping = {
  key: 'name',
  mode: 'upsert',
  fields: {
    name: { column: 'Firm', trim: true },
    sector: { column: 'Trade', values: { IT: 'tech', Klinik: 'medical' }, otherwise: 'retail' },
    founded: { column: 'Since', dates: 'dmy' },
    worth: { column: 'Worth', decimal: ',' },
    partners: { column: 'With', separator: '|' },
    tier: { constant: 'gold' },
  },
};
const header = 'Firm;Trade;Since;Worth;email;With;parent;employees\n';
const line = (n: number) =>
  [
    n % 50 === 7 ? 'Müller & 公司 ' : ` Firm ${n} 客户`,
    ['IT', 'Klinik', 'Schuhe', ''][n % 4],
    n % 9 === 0 ? 'gestern' : `${(n % 28) + 1}.3.2021`,
    n % 11 === 0 ? '' : `1.${100 + (n % 800)},50`,
    n % 13 === 0 ? 'no address' : `a${n}@example.com`,
    n % 3 === 0 ? `Firm ${n + 1}|Firm ${n + 2}` : '',
    n % 5 === 0 ? `"Firm\n${n}"` : '',
    n % 17 === 0 ? '1;2' : `${n}`,
  ].join(';');
const csv = header + Array.from({ length: 2_500 }, (_, n) => `${line(n)}\n`).join('');

async function draftingOf(bytes: Buffer, position = 0): Promise<Drafting> {
  const source = sourceOf(bytes);
  const format: ImportFormat = await formatOf(source);
  const reader = company.system;
  const cells = header.trim().split(';');
  const plan = planImport(reader, entityFor(reader, 'account', 'import'), mapping, cells);
  return { reader, source, format, plan, width: cells.length, position };
}

/** What is compared: columns by their header, as the plans of two passes are not the same objects. */
const told = ({ row, cells, values, references, errors }: DraftRow) => ({
  row,
  cells,
  values: Object.fromEntries(values),
  references: [...references].map(([column, names]) => [column.header, names]),
  errors,
});

async function allOf(batches: AsyncIterable<readonly DraftRow[]>) {
  const all = [];
  for await (const batch of batches) all.push(batch.map(told));
  return all;
}

describe('a file that is read by a thread of its own', () => {
  it(
    'gives the rows, in the batches, that it gives here, going on after those that are in',
    async () => {
      const position = 1_234;
      const drafting = await draftingOf(gb18030(csv), position);
      const here = await allOf(draftBatches(drafting, undefined));
      const apart = await allOf(draftedApart(drafting, threads));
      expect(apart).toEqual(here);
      const rows = here.flat();
      expect(rows.length).toBe(2_501 - position);
      expect(here.length).toBeGreaterThan(5);
      expect(rows.some(({ errors }) => errors.length > 0)).toBe(true);
      expect(rows.some(({ values }) => values.worth !== undefined && values.tier === 'gold')).toBe(true);
      expect(rows.some(({ references }) => references.some(([, names]) => names?.length === 2))).toBe(true);
    },
    patience,
  );

  it(
    'says where it is not text',
    async () => {
      const broken = Buffer.concat([Buffer.from(csv), Buffer.from([0x41, 0xff, 0xfe, 0x0a])]);
      const drafting = { ...(await draftingOf(Buffer.from(csv))), source: sourceOf(broken) };
      const here = await refusal(allOf(draftBatches(drafting, undefined)));
      expect(here.code).toBe('invalid-input');
      expect(await refusal(allOf(draftedApart(drafting, threads)))).toEqual(here);
    },
    patience,
  );

  it(
    'fails with the file, and ends with who reads it',
    async () => {
      const drafting = await draftingOf(Buffer.from(csv));
      const cutOff: FileSource = {
        size: csv.length,
        async *read() {
          yield Buffer.from(csv.slice(0, 60_000));
          throw new Error('The database went away');
        },
      };
      await expect(allOf(draftedApart({ ...drafting, source: cutOff }, threads))).rejects.toThrow(
        'The database went away',
      );
      let isGivenUp = false;
      const watched: FileSource = {
        ...drafting.source,
        async *read(first, last) {
          try {
            yield* drafting.source.read(first, last);
          } finally {
            isGivenUp = true;
          }
        },
      };
      for await (const batch of draftedApart({ ...drafting, source: watched }, threads)) {
        expect(batch.length).toBeGreaterThan(0);
        expect(isGivenUp).toBe(false);
        break;
      }
      await setImmediate();
      expect(isGivenUp).toBe(true);
    },
    patience,
  );
});

/** Node writes no GB 18030; the characters in use here, by its table. */
function gb18030(text: string): Buffer {
  const known: { readonly [char: string]: readonly number[] } = {
    ü: [0xa8, 0xb9],
    公: [0xb9, 0xab],
    司: [0xcb, 0xbe],
    客: [0xbf, 0xcd],
    户: [0xbb, 0xa7],
  };
  return Buffer.from([...text].flatMap((char) => known[char] ?? [char.charCodeAt(0)]));
}
