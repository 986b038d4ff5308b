import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type OpenOptions, openTenon } from '../main.ts';
import type { Tenon } from '../tenon.ts';

/** Where the instance is, from the options that every command shares. */
export function instanceOptions(command: Command): OpenOptions {
  const { data, database } = command.optsWithGlobals<{ data: string; database?: string }>();
  const dataDir = resolve(process.env.INIT_CWD ?? process.cwd(), data);
  const keys = process.env.TENON_SECRET_KEYS;
  return {
    ...(database === undefined || database === '' ? { dataDir } : { databaseUrl: database }),
    ...(keys === undefined || keys === '' ? { keysFolder: dataDir } : { secretKeys: keys }),
  };
}

/** Opens the instance for one command and closes it, whatever happens. */
export async function withTenon<T>(command: Command, work: (tenon: Tenon) => Promise<T>): Promise<T> {
  const tenon = await openTenon(instanceOptions(command));
  try {
    return await work(tenon);
  } finally {
    await tenon.close();
  }
}

/** A path as whoever typed it meant it, also below `npm run`. */
export const pathFrom = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
