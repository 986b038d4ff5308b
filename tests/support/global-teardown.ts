import { stopTestPostgres } from './postgres.ts';

export default async function teardown(): Promise<void> {
  await stopTestPostgres();
}
