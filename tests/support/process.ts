/** The command line and the server as processes of their own, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { testSecretKeys } from './instance.ts';

const main = join(import.meta.dirname, '..', '..', 'server', 'src', 'cli', 'main.ts');

export interface Running {
  readonly child: ChildProcess;
  /** What it has said so far. */
  said(): string;
  /** Resolves with its exit code, or null when it was killed. */
  readonly ended: Promise<number | null>;
  /** Kills it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts `tenon` with these arguments on the database. */
export function startTenon(databaseUrl: string, ...args: readonly string[]): Running {
  const child = spawn(process.execPath, [main, '--database', databaseUrl, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Else it would make a file of keys in the folder of whoever runs the tests.
    env: { ...process.env, TENON_SECRET_KEYS: testSecretKeys },
  });
  let said = '';
  const listen = (text: string) => {
    said += text;
  };
  child.stdout.setEncoding('utf8').on('data', listen);
  child.stderr.setEncoding('utf8').on('data', listen);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    said: () => said,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs `tenon` to its end. */
export async function tenon(databaseUrl: string, ...args: readonly string[]) {
  const running = startTenon(databaseUrl, ...args);
  return { code: await running.ended, said: running.said() };
}

/** A server on a free port, once it listens. */
export async function startServer(databaseUrl: string): Promise<Running & { readonly url: string }> {
  const running = startTenon(databaseUrl, 'start', '--port', '0', '--no-demo');
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /running at (http:\/\/[\d.:]+)/.exec(running.said())?.[1];
      if (found) resolve(found);
    };
    running.child.stdout?.on('data', look);
    running.ended.then(() => reject(new Error(`The server did not start: ${running.said()}`)), reject);
  });
  return { ...running, url };
}
