import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canEnter, serverUser } from './os-user.ts';

/** Where one embedded server keeps its things. */
export interface Home {
  /** Holds what follows. */
  readonly folder: string;
  /** Postgres' own folder (PGDATA). */
  readonly data: string;
  /** Port, password and namespace of the server (mode 0600). */
  readonly state: string;
  readonly log: string;
  /** Held by whoever starts, joins, leaves or stops the server. */
  readonly gate: string;
  /** Held shared by every process that uses the server. */
  readonly members: string;
}

/**
 * The home that belongs to a data folder: inside it where the server's user can enter, elsewhere otherwise (root's
 * own folders are closed to the user that Postgres must run as). The choice is written down and kept.
 */
export function homeOf(dataDir: string, say: (message: string) => void): Home {
  mkdirSync(dataDir, { recursive: true });
  const real = realpathSync(dataDir);
  const inside = join(real, 'postgres');
  const pointer = join(real, 'postgres-is-elsewhere.txt');
  if (existsSync(pointer)) return homeAt(readFileSync(pointer, 'utf8').trim());
  if (existsSync(inside) || canEnter(serverUser(inside), real)) return homeAt(inside);

  const elsewhere = join(sharedFolder(), createHash('sha256').update(real).digest('hex').slice(0, 16));
  writeFileSync(pointer, `${elsewhere}\n`);
  say(`Postgres may not run as root, and its user cannot enter ${real}: its data is kept in ${elsewhere}.`);
  return homeAt(elsewhere);
}

/** A folder that every user of the machine can enter and we can write to. */
export function sharedFolder(): string {
  for (const parent of ['/var/lib', tmpdir()]) {
    try {
      accessSync(parent, constants.W_OK);
      const folder = join(parent, 'tenon');
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      // In a folder that everybody may write to, somebody else could have been first.
      if (statSync(folder).uid === process.getuid?.()) return folder;
    } catch {
      // not this one
    }
  }
  throw new Error(`Neither /var/lib nor ${tmpdir()} can be written to`);
}

function homeAt(folder: string): Home {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return {
    folder,
    data: join(folder, 'data'),
    state: join(folder, 'server.json'),
    log: join(folder, 'server.log'),
    gate: join(folder, 'gate.lock'),
    members: join(folder, 'members.lock'),
  };
}
