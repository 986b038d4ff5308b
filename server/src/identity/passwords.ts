/** Passwords by argon2id with the parameters of the OWASP password storage cheat sheet (19 MiB, 2 passes). */
import { hash, verify } from '@node-rs/argon2';
import { TenonError } from '../errors.ts';

const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const passwordLength = { least: 10, most: 200 };

export function hashPassword(password: string): Promise<string> {
  const length = [...password].length;
  if (length < passwordLength.least || length > passwordLength.most) {
    throw new TenonError(
      'invalid-values',
      `A password has ${passwordLength.least} to ${passwordLength.most} characters`,
      {
        errors: [
          {
            pointer: '/password',
            code: 'length',
            message: `${passwordLength.least} to ${passwordLength.most} characters`,
          },
        ],
      },
    );
  }
  return hash(password.normalize('NFKC'), settings);
}

let decoy: Promise<string> | undefined;

/** Takes as long for somebody unknown (`stored` undefined) as for a wrong password. */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash('nobody has this password', settings);
  const given = password.slice(0, 1_000).normalize('NFKC');
  const matches = await verify(stored ?? (await decoy), given);
  return stored !== undefined && matches;
}
