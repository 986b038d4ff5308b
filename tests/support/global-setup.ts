import { randomBytes } from 'node:crypto';
import { startTestPostgres, stopTestPostgres } from './postgres.ts';

export default async function setup(): Promise<void> {
  process.env.JEST_RUN_ID = randomBytes(4).toString('hex');
  await startTestPostgres();
  // Jest leaves its teardown out when it is interrupted.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stopTestPostgres().finally(() => process.exit(130)));
  }
}
