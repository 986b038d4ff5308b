/** Uploads, what may be done with them, and who gets them back. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { type Client, type Instance, type Json, type Person, startInstance } from '../support/index.ts';
import { keptDocuments } from './kept-documents.ts';

let instance: Instance;
let clerk: Person;
let other: Person;
let reader: Person;
let stranger: Person;
beforeAll(async () => {
  instance = await startInstance(keptDocuments);
  clerk = await instance.user('Cleo Clerk', ['clerk']);
  other = await instance.user('Otto Other', ['clerk']);
  reader = await instance.user('Rita Reader', ['reader']);
  stranger = await instance.user('Stan Stranger', ['stranger']);
}, 60_000);
afterAll(() => instance.close());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

interface FileBody extends Json {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

const upload = (client: Client, content: Uint8Array | string, name: string, type = '') =>
  client.call<FileBody>('POST', `/files?name=${encodeURIComponent(name)}`, content, { 'content-type': type });
const stored = async (client: Client, content: Uint8Array | string, name: string, type?: string) => {
  const answer = await upload(client, content, name, type);
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body;
};
const create = (client: Client, values: Json) => client.call('POST', '/records/contract', values);
const chunks = () => instance.tenon.db.query(sql`select file_id from tenon.file_chunks`);

describe('uploads', () => {
  it.each([
    ['a picture', png, 'a.png', '', 'image/png'],
    [
      'a page that says it is a picture',
      '<html><script>alert(1)</script>',
      'a.png',
      'image/png',
      'text/html',
    ],
    ['a drawing with a script', svg, 'a.svg', 'image/png', 'image/svg+xml'],
    ['a drawing that says it is text', svg.slice(21), 'a.txt', 'text/plain', 'image/svg+xml'],
    ['text', '你好', 'a.csv', 'text/csv; charset=utf-8', 'text/csv'],
    ['text that says it is a program', 'plain', 'a.js', 'text/javascript', 'text/plain'],
    ['bytes', Buffer.from([0, 1, 2, 255]), 'a.bin', 'image/png', 'application/octet-stream'],
    ['nothing', '', 'empty.txt', 'text/plain', 'application/octet-stream'],
    ['a picture of which only the head came', png.subarray(0, 20), 'a.png', '', 'image/png'],
  ])('know %s by its content', async (_, content, name, declared, mediaType) => {
    expect(await stored(clerk.client, content, name, declared)).toMatchObject({ name, mediaType });
  });

  it('refuse what is too large, unnamed, packed or forged, and keep nothing of it', async () => {
    const before = (await chunks()).length;
    const large = new Uint8Array(101 * 1024 * 1024);
    expect((await upload(clerk.client, large, 'large.bin')).body.code).toBe('file-too-large');
    expect((await upload(clerk.client, 'x', ' ')).body.code).toBe('invalid-input');
    expect((await upload(clerk.client, 'x', '合'.repeat(500))).body.code).toBe('invalid-input');
    const packed = await clerk.client.call('POST', '/files?name=a', 'x', { 'content-encoding': 'gzip' });
    expect(packed.body.code).toBe('invalid-input');
    const forged = await clerk.client.call('POST', '/files?name=a', 'x', { 'x-csrf-token': 'no' });
    expect(forged.body.code).toBe('csrf-missing');
    expect((await chunks()).length).toBe(before);
  });

  it('keep nothing of a file whose sender went away in the middle', async () => {
    const before = (await chunks()).length;
    const headers = await clerkHeaders();
    await new Promise<void>((resolve) => {
      const sending = request(`${instance.url}/api/v1/files?name=half.bin`, {
        method: 'POST',
        headers: { ...headers, 'content-length': 5_000_000 },
      });
      sending.on('error', () => resolve());
      sending.write(Buffer.alloc(1_000_000), () => setTimeout(() => sending.destroy(), 200));
    });
    for (let wait = 0; wait < 50 && (await chunks()).length > before; wait += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await chunks()).length).toBe(before);
    expect((await create(clerk.client, { name: 'still here' })).status).toBe(201);
  });

  it('belong to the uploader until a record holds them, then to those who may read it there', async () => {
    const file = await stored(clerk.client, 'secret', 'plan.txt', 'text/plain');
    const gets = async () =>
      Promise.all(
        [clerk, other, reader, stranger].map(
          async ({ client }) => (await client.call('GET', `/files/${file.id}`)).status,
        ),
      );
    expect(await gets()).toEqual([200, 404, 404, 404]);
    // Somebody else's upload cannot be taken by its id.
    const stolen = await create(other.client, { name: 'Stolen', papers: [{ id: file.id }] });
    expect([stolen.status, stolen.body.code]).toEqual([400, 'invalid-values']);
    expect(stolen.body.errors).toMatchObject([{ pointer: '/papers' }]);
    const unknown = await create(clerk.client, { name: 'X', papers: [{ id: clerk.id }] });
    expect(unknown.body.code).toBe('invalid-values');

    // What is said of the file is the server's word.
    const made = await create(clerk.client, {
      name: 'Plan',
      papers: [{ id: file.id, name: 'evil.exe', mediaType: 'text/html', size: 1 }],
    });
    expect(made.body.papers).toEqual([file]);
    // The reader may read the record, but not this field of it.
    expect(await gets()).toEqual([200, 404, 404, 404]);
    const { id, version } = made.body as { id: string; version: number };
    const photo = await stored(clerk.client, png, 'p.png');
    const patched = await clerk.client.call(
      'PATCH',
      `/records/contract/${id}`,
      { photo: [{ id: photo.id }] },
      { 'if-match': `"${version}"` },
    );
    expect(patched.status).toBe(200);
    expect((await reader.client.call('GET', `/files/${photo.id}`)).status).toBe(200);
    expect((await other.client.call('GET', `/files/${photo.id}`)).status).toBe(404);

    // Taken out of the record it is out of reach, and removed after a time; put back, it stays.
    const change = (body: Json, at: number) =>
      clerk.client.call('PATCH', `/records/contract/${id}`, body, { 'if-match': `"${at}"` });
    expect((await change({ papers: null }, version + 1)).body.papers).toBeNull();
    const removal = async () =>
      (
        await instance.tenon.db.query<{ remove_after: string | null }>(
          sql`select remove_after from tenon.files where id = ${file.id}`,
        )
      )[0]?.remove_after;
    expect(await removal()).not.toBeNull();
    expect((await change({ papers: [file] }, version + 2)).body.papers).toEqual([file]);
    expect(await removal()).toBeNull();
  });

  it('fit the field, or are refused by it', async () => {
    const page = await stored(clerk.client, '<html><p>x', 'a.png', 'image/png');
    const large = await stored(clerk.client, new Uint8Array(10 * 1024 * 1024), 'b.bin');
    const small = await Promise.all([1, 2, 3, 4].map((n) => stored(clerk.client, `${n}`, `${n}.txt`)));
    const errors = async (values: Json) => (await create(clerk.client, { name: 'X', ...values })).body.errors;
    expect(await errors({ photo: [page] })).toMatchObject([
      { pointer: '/photo', message: expect.stringContaining('text/html') },
    ]);
    expect(await errors({ papers: [large] })).toMatchObject([
      { pointer: '/papers', message: expect.stringContaining('1 MiB') },
    ]);
    expect(await errors({ papers: small })).toMatchObject([{ pointer: '/papers' }]);
    expect(await errors({ papers: ['x'] })).toMatchObject([{ pointer: '/papers' }]);
    const referred = await instance.tenon.db.query(
      sql`select file_id from tenon.file_references where file_id = any(${[page.id, large.id]}::uuid[])`,
    );
    expect(referred).toEqual([]);
  });
});

describe('downloads', () => {
  it('never run in a browser, and carry names of all scripts', async () => {
    const name = '报价 "终" (ü).html';
    const page = await stored(clerk.client, '<html><script>alert(1)</script>', name);
    const { headers, body } = await clerk.client.call('GET', `/files/${page.id}`);
    expect(String(body)).toContain('<script>');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="__ ___ (_).html"; filename*=UTF-8''${encodeURIComponent(name).replaceAll('(', '%28').replaceAll(')', '%29')}`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    const picture = await stored(clerk.client, png, 'p.png');
    const shown = await clerk.client.call('GET', `/files/${picture.id}`);
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; /);
    const asked = await clerk.client.call('GET', `/files/${picture.id}?download=true`);
    expect(asked.headers.get('content-disposition')).toMatch(/^attachment; /);
    const drawing = await stored(clerk.client, svg, 'd.svg');
    expect(
      (await clerk.client.call('GET', `/files/${drawing.id}`)).headers.get('content-disposition'),
    ).toMatch(/^attachment; /);
  });

  it('come in ranges, and not again when they are known', async () => {
    const { id } = await stored(clerk.client, `${'x'.repeat(300_000)}end`, 'r.txt');
    const get = (range: string) => clerk.client.call<string>('GET', `/files/${id}`, undefined, { range });
    const part = await get('bytes=299998-300001');
    expect([part.status, part.body, part.headers.get('content-range')]).toEqual([
      206,
      'xxen',
      'bytes 299998-300001/300003',
    ]);
    expect((await get('bytes=-3')).body).toBe('end');
    expect((await get('bytes=300000-')).body).toBe('end');
    expect((await get('bytes=300003-')).status).toBe(416);
    expect((await get('bytes=0-1,4-5')).status).toBe(200);
    const tag = (await get('')).headers.get('etag') ?? '';
    expect((await clerk.client.call('GET', `/files/${id}`, undefined, { 'if-none-match': tag })).status).toBe(
      304,
    );
  });
});

async function clerkHeaders(): Promise<{ readonly [name: string]: string }> {
  const answer = await fetch(`${instance.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: clerk.email, password: clerk.password }),
  });
  const { csrf } = (await answer.json()) as { csrf: string };
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', 'x-csrf-token': csrf };
}
