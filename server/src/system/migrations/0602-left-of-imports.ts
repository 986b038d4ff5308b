import type { Knex } from 'knex';
import type { SystemMigration } from './index.ts';

/** What a constraint says of a record that an undo leaves as it is. */
export const leftOfImports: SystemMigration = {
  name: '0602-left-of-imports',
  async up(knex: Knex) {
    await knex.raw('alter table tenon.import_left add column message text');
  },
};
