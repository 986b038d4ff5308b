import { randomBytes } from 'node:crypto';
import { startTestPostgres } from './postgres.ts';

export default function setup(): void {
  process.env.JEST_RUN_ID = randomBytes(4).toString('hex');
  startTestPostgres();
}
