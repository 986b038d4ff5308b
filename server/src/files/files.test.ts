import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { DateTime } from 'luxon';
import type { Context } from '../context.ts';
import { type Company, openCompany } from '../records/testing/company.ts';
import { clearFiles, createFiles } from './index.ts';

const files = createFiles({ now: () => new Date().toISOString() });
const mebibyte = 1024 * 1024;

describe('files', () => {
  let company: Company;
  let context: Context;
  beforeAll(async () => {
    company = await openCompany();
    context = company.system;
  });
  afterAll(() => company.close());

  const rows = async () => ({
    files: (await company.db.query(sql`select id from tenon.files`)).length,
    chunks: (await company.db.query(sql`select position from tenon.file_chunks`)).length,
  });
  const store = (bytes: Buffer | Readable, name = 'a.bin', limit?: number) =>
    files.store(context, bytes instanceof Readable ? bytes : Readable.from([bytes]), {
      name,
      purpose: 'field',
      ...(limit !== undefined && { limit }),
    });
  const read = async (id: string, range?: { first: number; last: number }) => {
    const pieces: Buffer[] = [];
    for await (const piece of (await files.open(context, id, range)).content) pieces.push(piece);
    return Buffer.concat(pieces);
  };

  it.each([0, 1, 262_143, 262_144, 262_145, 3 * mebibyte + 7])(
    'gives back %d bytes as they came',
    async (size) => {
      const bytes = Buffer.alloc(size, 'Grüße 世界');
      const stored = await store(bytes);
      expect(stored).toMatchObject({
        name: 'a.bin',
        size,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
      expect((await read(stored.id)).equals(bytes)).toBe(true);
      expect((await files.open(context, stored.id)).file).toEqual(stored);
    },
  );

  it('gives a range across chunks', async () => {
    const bytes = Buffer.from(Array.from({ length: 600_000 }, (_, at) => at % 251));
    const { id } = await store(bytes);
    expect((await read(id, { first: 262_100, last: 262_200 })).equals(bytes.subarray(262_100, 262_201))).toBe(
      true,
    );
    expect((await read(id, { first: 599_999, last: 599_999 })).equals(bytes.subarray(599_999))).toBe(true);
  });

  it('reads no more of a file than a little past the limit, and keeps nothing of it', async () => {
    const before = await rows();
    let read = 0;
    async function* endless() {
      for (;;) {
        read += 65_536;
        yield Buffer.alloc(65_536);
      }
    }
    await expect(store(Readable.from(endless()), 'big.bin', mebibyte)).rejects.toMatchObject({
      code: 'file-too-large',
    });
    expect(read).toBeLessThan(3 * mebibyte);
    expect(await rows()).toEqual(before);
  });

  it('keeps nothing of an upload that broke off', async () => {
    const before = await rows();
    async function* broken() {
      yield Buffer.alloc(mebibyte);
      throw new Error('The line is gone');
    }
    await expect(store(Readable.from(broken()))).rejects.toThrow('The line is gone');
    expect(await rows()).toEqual(before);
  });

  it('holds one chunk at a time, whatever the size', async () => {
    // What is held, not what is left for the collector.
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const held = () => {
      collect();
      return process.memoryUsage().arrayBuffers;
    };
    const start = held();
    const kept = Buffer.alloc(32 * mebibyte);
    expect(held() - start).toBeGreaterThan(31 * mebibyte);
    let most = 0;
    async function* large() {
      for (let piece = 0; piece < 96; piece++) {
        if (piece % 8 === 7) {
          most = Math.max(most, held() - start - kept.length);
        }
        yield Buffer.alloc(mebibyte);
      }
    }
    const { id } = await store(Readable.from(large()), 'large.bin', 100 * mebibyte);
    // A stream of pieces keeps sixteen of them ahead.
    expect(most).toBeLessThan(32 * mebibyte);
    await company.db.transaction((tx) => files.remove(context, tx, [id]));
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\报价单.pdf', '报价单.pdf'],
    ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
    ['שלום عربي.txt', 'שלום عربي.txt'],
    ['a\r\nSet-Cookie: x\0.txt', 'aSet-Cookie: x.txt'],
    ['..', 'file'],
    ['\ud800.txt', '\ufffd.txt'],
    [`${'合'.repeat(300)}.pdf`, `${'合'.repeat(300)}.pdf`],
  ])('names %j', async (given, kept) => {
    const { id, name } = await store(Buffer.from('x'), given);
    expect(name).toBe(kept);
    expect((await files.open(context, id)).file.name).toBe(name);
  });

  it('refuses a name that no file system has', async () => {
    await expect(store(Buffer.from('x'), '合'.repeat(500))).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('clears away after a day what nothing keeps, and what a kill left half written', async () => {
    const kept = await store(Buffer.from('kept'));
    const loose = await store(Buffer.from('loose'));
    await company.db.transaction((tx) => files.keep(context, tx, [kept.id, kept.id]));
    await company.db.query(sql`
      insert into tenon.files (id, name, media_type, purpose, chunk_size, created_at, remove_after)
      values ('01a20000-0000-7000-8000-00000000aaaa', 'half', 'text/plain', 'field', 10, now(), now() + interval '1 day')`);
    const inHours = (hours: number) => DateTime.utc().plus({ hours }).toISO();
    expect(await clearFiles(company.db, inHours(23))).toBe(0);
    expect(await clearFiles(company.db, inHours(25))).toBeGreaterThan(2);
    await expect(files.open(context, loose.id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await read(kept.id)).toString()).toBe('kept');
    expect(await rows()).toEqual({ files: 1, chunks: 1 });
  });

  it('keeps and removes with the transaction', async () => {
    const { id } = await store(Buffer.from('x'));
    const failing = company.db.transaction(async (tx) => {
      await files.remove(context, tx, [id]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await read(id)).toString()).toBe('x');
    await company.db.transaction((tx) => files.remove(context, tx, [id]));
    const keeping = company.db.transaction((tx) => files.keep(context, tx, [id]));
    await expect(keeping).rejects.toMatchObject({ code: 'not-found' });
    await expect(files.open(context, 'nonsense')).rejects.toMatchObject({ code: 'not-found' });
  });
});
