import type { SystemMigration } from './index.ts';

/** What history and timelines ask of other parts: which import a transaction belongs to. */
export const timeline: SystemMigration = {
  name: '0902-timeline',
  async up(knex) {
    await knex.raw('create index import_chunks_tx on tenon.import_chunks (tx)');
  },
};
