import type { Knex } from 'knex';

/** What the search knows of records (docs/decisions/0305-search.md): numbers of pieces of their texts, and no text. */
export const search = {
  name: '0701-search',
  async up(knex: Knex): Promise<void> {
    await knex.raw(`
      create schema if not exists search;

      create table search.entries (
        entity text not null,
        record_id uuid not null,
        grams integer[] not null,
        primary key (entity, record_id)
      );
      create index entries_grams on search.entries using gin (grams);

      create table search.states (
        entity text primary key,
        digest text not null,
        release integer not null,
        reached uuid,
        ready boolean not null default false
      );
    `);
  },
};
