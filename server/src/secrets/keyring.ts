/** The keys of this instance, as a person keeps them: `<id>:<base64 of 32 bytes>`, separated by commas or lines. */
import { randomBytes } from 'node:crypto';

export interface SecretKey {
  readonly id: string;
  readonly bytes: Buffer;
}

export interface Keyring {
  /** The first seals; all of them open. */
  readonly sealing: readonly [SecretKey, ...SecretKey[]];
  /** For finding equal values; stays the same when sealing keys change. */
  readonly index: SecretKey;
}

/** Id of the key that is never replaced. */
const indexId = 'index';
const keyBytes = 32;

/** Throws a message for people when the text is no keyring. */
export function parseKeyring(text: string): Keyring {
  const keys = text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(parseKey);
  const ids = new Set(keys.map(({ id }) => id));
  if (ids.size < keys.length) throw new Error('Two secret keys have the same id');
  const index = keys.find(({ id }) => id === indexId);
  const [first, ...rest] = keys.filter(({ id }) => id !== indexId);
  if (!index) throw new Error(`The secret keys lack the one with the id '${indexId}'`);
  if (!first) throw new Error('The secret keys lack one that seals');
  return { sealing: [first, ...rest], index };
}

function parseKey(entry: string): SecretKey {
  const match = /^([a-z0-9][a-z0-9_-]{0,31}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry);
  const bytes = Buffer.from(match?.[2] ?? '', 'base64');
  // The text itself never goes into a message: it may be most of a key.
  if (!match?.[1] || bytes.length !== keyBytes) {
    throw new Error(`A secret key is written <id>:<base64 of ${keyBytes} bytes>`);
  }
  return { id: match[1], bytes };
}

export function newKeyring(): string {
  return `${newKey('k1')}\n${newKey(indexId)}\n`;
}

function newKey(id: string): string {
  return `${id}:${randomBytes(keyBytes).toString('base64')}`;
}

/** The keyring with a new key in front, which seals from now on. */
export function withNewKey(text: string): string {
  const { sealing } = parseKeyring(text);
  const numbers = sealing.map(({ id }) => Number(/^k(\d{1,9})$/.exec(id)?.[1] ?? 0));
  return `${newKey(`k${Math.max(0, ...numbers) + 1}`)}\n${text.trim()}\n`;
}
