/** The keys by which single values are sealed: from the environment or from a file, and known again by the database. */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from '@tenon/expressions';
import type { FieldSecrets } from '@tenon/plugin-api';
import type { Database } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { type Keyring, newKeyring, parseKeyring, withNewKey } from './keyring.ts';
import { fingerprint, prefixOf, proofOf, seal, unseal } from './sealing.ts';

export interface Secrets extends FieldSecrets {
  /** Why nothing can be sealed or opened; undefined while all is well. */
  readonly fault: string | undefined;
  /** Ids of keys that only open any more, as far as the database knows them. */
  readonly formerKeys: readonly string[];
  /** Forgets keys that nothing is sealed with any more, so that they need not be kept. */
  forgetFormer(): Promise<void>;
}

export interface SecretsOptions {
  readonly db: Database;
  /** The keyring itself; comes before the file. */
  readonly keys?: string;
  /** Folder of the key file, which is made when the database knows no keys yet. */
  readonly folder?: string;
}

const fileName = 'secret-keys';

/** Never fails for want of keys: everything but sealed values works without them. */
export async function openSecrets(options: SecretsOptions): Promise<Secrets> {
  const { db } = options;
  const known = await db.query<{ id: string; proof: Buffer }>(sql`select id, proof from tenon.secret_keys`);
  let keyring: Keyring | undefined;
  let fault: string | undefined;
  try {
    const text = options.keys ?? keysOfFile(options.folder, known.length === 0);
    keyring = parseKeyring(text);
    fault = await recognise(db, keyring, known);
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
  }
  const ring = (): Keyring => {
    if (keyring && fault === undefined) return keyring;
    throw new TenonError('secrets-unavailable', fault ?? 'The secret keys are not there');
  };
  return {
    fault,
    get formerKeys() {
      return keyring ? keyring.sealing.slice(1).map(({ id }) => id) : [];
    },
    seal: (text, record) => seal(ring(), text, record),
    unseal: (sealed, record) => unseal(ring(), sealed, record),
    fingerprint: (text) => fingerprint(ring(), text),
    get presentKey() {
      return prefixOf(ring().sealing[0].id);
    },
    async forgetFormer() {
      const { sealing, index } = ring();
      await db.query(sql`
        delete from tenon.secret_keys
        where id <> all(${sql.value([sealing[0].id, index.id], 'text[]')})`);
    },
  };
}

/** What is wrong with the keys, going by those that the database has seen; new ones are noted. */
async function recognise(
  db: Database,
  { sealing, index }: Keyring,
  known: readonly { readonly id: string; readonly proof: Buffer }[],
): Promise<string | undefined> {
  const given = new Map([...sealing, index].map((key) => [key.id, proofOf(key)]));
  const wrong = known.filter(({ id, proof }) => given.has(id) && !given.get(id)?.equals(proof));
  if (wrong.length > 0) {
    return `The secret key '${wrong[0]?.id}' is not the one that this database was used with; nothing was changed`;
  }
  const missing = known.filter(({ id }) => !given.has(id));
  if (missing.length > 0) {
    const names = missing.map(({ id }) => `'${id}'`).join(', ');
    return `Values are sealed with the secret key ${names}, which is not among those given; nothing was changed`;
  }
  for (const [id, proof] of given) {
    const [noted] = await db.query<{ proof: Buffer }>(sql`
      insert into tenon.secret_keys (id, proof, seen_at) values (${id}, ${proof}, now())
      on conflict (id) do update set id = excluded.id returning proof`);
    if (!noted?.proof.equals(proof)) {
      return `Another server of this database has a different secret key '${id}'; nothing was changed`;
    }
  }
  return undefined;
}

function keysOfFile(folder: string | undefined, mayMake: boolean): string {
  if (folder === undefined) {
    throw new Error('There are no secret keys: set TENON_SECRET_KEYS for this database');
  }
  const path = join(folder, fileName);
  if (mayMake) makeFile(path);
  try {
    const text = readFileSync(path, 'utf8');
    // Windows has no such modes, and gives none.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      throw new Error(`The file ${fileName} is one that others may read: run chmod 600 on it`);
    }
    return text;
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
    throw new Error(
      `The file ${fileName} is not in the data folder, and values are sealed with its keys: bring it back, or set TENON_SECRET_KEYS`,
    );
  }
}

/** Whole or not at all: another process may look for it at this moment. What is there already stays. */
function makeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, newKeyring(), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
}

/** Puts a new key in front of the file's. Takes effect when the server starts next. */
export function addKeyToFile(folder: string): void {
  const path = join(folder, fileName);
  const text = withNewKey(readFileSync(path, 'utf8'));
  writeFileSync(path, text, { mode: 0o600 });
}

const isCode = (error: unknown, code: string) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
