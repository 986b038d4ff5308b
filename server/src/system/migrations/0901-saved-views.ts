import type { Knex } from 'knex';
import type { SystemMigration } from './index.ts';

/** Views that people keep, what their lists open with, and what they keep at hand. Contents are JSON as it was written. */
export const savedViews: SystemMigration = {
  name: '0901-saved-views',
  async up(knex: Knex) {
    await knex.raw(`
      create table tenon.saved_views (
        id uuid primary key,
        name text not null,
        entity text not null,
        view text not null,
        content text not null,
        everybody boolean not null,
        roles text[] not null,
        owner uuid not null,
        owner_name text not null,
        version integer not null default 1,
        changed_at timestamptz not null
      );
      create index saved_views_of on tenon.saved_views (owner);
      create index saved_views_shared on tenon.saved_views (entity) where everybody or roles <> '{}';

      create table tenon.default_views (
        owner uuid not null,
        entity text not null,
        view text not null,
        saved_view uuid not null references tenon.saved_views on delete cascade,
        primary key (owner, entity, view)
      );
      create index default_views_of on tenon.default_views (saved_view);

      create table tenon.favourites (
        id uuid primary key,
        owner uuid not null,
        kind text not null,
        entity text not null,
        target text not null,
        everybody boolean not null,
        roles text[] not null,
        unique (owner, kind, entity, target)
      );
      create index favourites_shared on tenon.favourites (id) where everybody or roles <> '{}';
    `);
  },
};
