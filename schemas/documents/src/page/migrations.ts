import type { Migration } from '../migrate.ts';

/** Steps of this kind's format, oldest first; format 1 is still the newest. */
export const migrations: readonly Migration[] = [];
