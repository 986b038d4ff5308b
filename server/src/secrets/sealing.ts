/** AES-256-GCM with the id of the key in front: `v1.<key>.<base64url of nonce, text and tag>`. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { TenonError } from '../errors.ts';
import type { Keyring } from './keyring.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

export const prefixOf = (key: string) => `v1.${key}.`;

/** `place` is bound to the text: sealed for one place, it does not open at another. */
export function seal({ sealing: [key] }: Keyring, text: string, place: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key.bytes, nonce, { authTagLength: tagBytes }).setAAD(
    Buffer.from(place),
  );
  const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return prefixOf(key.id) + body.toString('base64url');
}

/** Fails with `secrets-unavailable` when the key is not there, with `secret-damaged` when this was not sealed so. */
export function unseal({ sealing }: Keyring, sealed: string, place: string): string {
  const match = /^v1\.([a-z0-9_-]+)\.([A-Za-z0-9_-]+)$/.exec(sealed);
  const key = sealing.find(({ id }) => id === match?.[1]);
  if (match && !key) {
    throw new TenonError('secrets-unavailable', `The secret key '${match[1]}' is not there`);
  }
  const body = Buffer.from(match?.[2] ?? '', 'base64url');
  if (!key || body.length < nonceBytes + tagBytes) throw damaged();
  try {
    const decipher = createDecipheriv(algorithm, key.bytes, body.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(Buffer.from(place))
      .setAuthTag(body.subarray(-tagBytes));
    const text = decipher.update(body.subarray(nonceBytes, -tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch (cause) {
    throw damaged(cause);
  }
}

/** A blind index: equal texts have equal ones, and without the key nothing leads back. */
export function fingerprint({ index }: Keyring, text: string): string {
  return createHmac('sha256', index.bytes).update(text).digest('base64url');
}

/** By which a key is known again without being kept. */
export function proofOf(key: { readonly bytes: Buffer }): Buffer {
  return createHmac('sha256', key.bytes).update('the key that this database knows').digest();
}

function damaged(cause?: unknown): TenonError {
  return new TenonError(
    'secret-damaged',
    'The sealed value does not open: it was changed, or moved from another record',
    { cause },
  );
}
