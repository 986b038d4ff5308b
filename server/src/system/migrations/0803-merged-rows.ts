import type { Knex } from 'knex';
import type { SystemMigration } from './index.ts';

/** What a merge changes that has no id of its own is kept as it was, so that undoing can put it back. */
export const mergedRows: SystemMigration = {
  name: '0803-merged-rows',
  async up(knex: Knex) {
    await knex.raw('alter table tenon.merge_moves add column row jsonb');
  },
};
