import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A lock between processes that the kernel frees however its holder dies. Node has no flock of its own; SQLite's file
 * locks are the portable ones that it carries, so an empty SQLite file serves as the lock and never holds data.
 */
export interface FileLock {
  release(): void;
}

const sqliteBusy = 5;

/** Takes the lock if it is free now; `shared` holders keep out exclusive ones only. */
export function tryLock(file: string, mode: 'shared' | 'exclusive'): FileLock | undefined {
  mkdirSync(dirname(file), { recursive: true });
  const handle = new DatabaseSync(file, { timeout: 0 });
  try {
    chmodSync(file, 0o600);
    if (mode === 'exclusive') handle.exec('BEGIN EXCLUSIVE');
    else handle.exec('BEGIN; SELECT * FROM sqlite_schema');
  } catch (error) {
    handle.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  let held = true;
  return {
    release() {
      if (held) handle.close();
      held = false;
    },
  };
}

/** Waits for the lock; throws after `timeoutMs`. `onWait` is called once when it was not free at once. */
export async function lock(
  file: string,
  mode: 'shared' | 'exclusive',
  { timeoutMs, onWait }: { timeoutMs: number; onWait?: () => void },
): Promise<FileLock> {
  const deadline = Date.now() + timeoutMs;
  for (let first = true; ; first = false) {
    const held = tryLock(file, mode);
    if (held) return held;
    if (first) onWait?.();
    if (Date.now() > deadline)
      throw new Error(`${file} was held by another process for ${timeoutMs / 1000} s`);
    await sleep(20 + Math.random() * 30);
  }
}

function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === sqliteBusy;
}
