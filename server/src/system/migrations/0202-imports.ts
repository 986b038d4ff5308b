import type { Knex } from 'knex';
import type { SystemMigration } from './index.ts';

/** What was imported, with its counts and first errors. A file without a key is taken once per entity. */
export const imports: SystemMigration = {
  name: '0202-imports',
  async up(knex: Knex) {
    await knex.raw(`
      create table tenon.imports (
        id uuid primary key,
        entity text not null,
        state text not null check (state in ('running', 'done', 'failed', 'checked')),
        mapping jsonb not null,
        keyed boolean not null,
        content_sha256 text,
        rows integer not null default 0,
        created integer not null default 0,
        updated integer not null default 0,
        unchanged integer not null default 0,
        failed integer not null default 0,
        errors jsonb not null default '[]',
        by_id uuid,
        release integer not null,
        started_at timestamptz not null,
        finished_at timestamptz
      );
      create index imports_entity on tenon.imports (entity, started_at);
      create unique index imports_once on tenon.imports (entity, content_sha256)
        where state = 'done' and not keyed;
    `);
  },
};
