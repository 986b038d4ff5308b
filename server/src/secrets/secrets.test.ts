import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/index.ts';
import { migrateSystem } from '../system/migrate.ts';
import { addKeyToFile, openSecrets } from './index.ts';
import { newKeyring, parseKeyring, withNewKey } from './keyring.ts';
import { fingerprint, seal, unseal } from './sealing.ts';

describe('the keys of an instance', () => {
  let database: TestDatabase | undefined;
  const folders: string[] = [];
  beforeEach(async () => {
    database ??= await createTestDatabase();
    await migrateSystem(database.db.knex());
    await database.db.query(sql`delete from tenon.secret_keys`);
  });
  afterAll(async () => {
    await database?.drop();
    for (const folder of folders) rmSync(folder, { recursive: true });
  });
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'tenon-secrets-'));
    folders.push(folder);
    return folder;
  };
  const open = (options: { folder?: string; keys?: string }) => {
    if (!database) throw new Error('The database is open by now');
    return openSecrets({ db: database.db, ...options });
  };

  it('are made once, for the eyes of their owner alone, by however many processes start at once', async () => {
    const folder = newFolder();
    const opened = await Promise.all([1, 2, 3, 4].map(() => open({ folder })));
    expect(opened.map(({ fault }) => fault)).toEqual([undefined, undefined, undefined, undefined]);
    expect(statSync(join(folder, 'secret-keys')).mode & 0o777).toBe(0o600);
    const sealed = opened[0]?.seal('secret', 'record') ?? '';
    expect(opened.map((secrets) => secrets.unseal(sealed, 'record'))).toEqual(Array(4).fill('secret'));
  });

  it('are not made anew for a database that knows others: the file must come back', async () => {
    const folder = newFolder();
    const before = await open({ folder });
    const sealed = before.seal('secret', 'record');
    const path = join(folder, 'secret-keys');
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    const without = await open({ folder });
    expect(without.fault).toMatch(/bring it back/);
    expect(existsSync(path)).toBe(false);
    expect(() => without.seal('x', 'record')).toThrow(/bring it back/);
    writeFileSync(path, newKeyring(), { mode: 0o600 });
    expect((await open({ folder })).fault).toMatch(/not the one/);
    writeFileSync(path, text, { mode: 0o600 });
    expect((await open({ folder })).unseal(sealed, 'record')).toBe('secret');
  });

  it('turn by a new one in front; the old ones still open', async () => {
    const folder = newFolder();
    const sealed = (await open({ folder })).seal('secret', 'record');
    addKeyToFile(folder);
    const turned = await open({ folder });
    expect([turned.fault, turned.presentKey, turned.formerKeys]).toEqual([undefined, 'v1.k2.', ['k1']]);
    expect(turned.unseal(sealed, 'record')).toBe('secret');
    expect(statSync(join(folder, 'secret-keys')).mode & 0o777).toBe(0o600);
  });

  it('are refused when other people may read their file', async () => {
    const folder = newFolder();
    await open({ folder });
    chmodSync(join(folder, 'secret-keys'), 0o644);
    expect((await open({ folder })).fault).toMatch(/others may read/);
  });

  it.each([
    ['', /lack/],
    ['k1', /written/],
    ['k1:c2hvcnQ=', /written/],
    [`index:${'1'.repeat(43)}=`, /seals/],
    [`k1:${'1'.repeat(43)}=`, /index/],
    [`k1:${'1'.repeat(43)}= k1:${'1'.repeat(43)}= index:${'1'.repeat(43)}=`, /same id/],
  ])('say what is wrong with %j, and nothing of a key', async (keys, message) => {
    const { fault } = await open({ keys });
    expect(fault).toMatch(message);
    expect(fault).not.toMatch(/c2hvc|1111/);
  });

  it('open what they sealed, at its own place only, and nothing that was touched', () => {
    const keyring = parseKeyring(withNewKey(newKeyring()));
    const place = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), place, place, fc.nat(), (text, at, other, where) => {
        fc.pre(at !== other && text.isWellFormed());
        const sealed = seal(keyring, text, at);
        expect(unseal(keyring, sealed, at)).toBe(text);
        expect(seal(keyring, text, at)).not.toBe(sealed);
        expect(fingerprint(keyring, text)).toBe(fingerprint(keyring, text));
        expect(() => unseal(keyring, sealed, other)).toThrow(/does not open/);
        const bytes = Buffer.from(sealed.slice(6), 'base64url');
        const index = where % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ 1;
        expect(() => unseal(keyring, `v1.k2.${bytes.toString('base64url')}`, at)).toThrow(/does not open/);
      }),
      { numRuns: 50 },
    );
    for (const broken of ['', 'v1', 'v1.k2.', 'v1.k2.AAAA', 'clear text', 'v2.k2.AAAA']) {
      expect(() => unseal(keyring, broken, 'x')).toThrow(/does not open/);
    }
    expect(() => unseal(keyring, 'v1.k7.AAAA', 'x')).toThrow(/'k7' is not there/);
  });
});
