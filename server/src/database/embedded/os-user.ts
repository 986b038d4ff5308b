import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** Whom the server runs as; `undefined` is ourselves. Postgres refuses to run as root. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user for a data folder: its present owner, else ourselves, else (as root) the user `postgres`, made if need be. */
export function serverUser(dataFolder: string): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return findUser('postgres') ?? makeUser('postgres');
}

/** Whether `user` can enter the folder, that is pass all its parents; ourselves (`undefined`) always can. */
export function canEnter(user: OsUser | undefined, folder: string): boolean {
  if (!user) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

function findUser(name: string): OsUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number.parseInt(stdout, 10) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function makeUser(name: string): OsUser {
  // useradd is the common tool; adduser -S is BusyBox's, as in Alpine containers.
  const attempts: readonly [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ];
  for (const [command, args] of attempts) {
    spawnSync(command, args, { stdio: 'ignore' });
    const made = findUser(name);
    if (made) return made;
  }
  throw new Error(
    `Postgres refuses to run as root, and there is no user '${name}' nor could one be made. ` +
      'Run as another user, or give DATABASE_URL.',
  );
}
