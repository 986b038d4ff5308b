import type { Knex } from 'knex';
import type { SystemMigration } from './index.ts';

/** Releases with their documents, the shared draft, and what a publish leaves to be done or kept. */
export const releases: SystemMigration = {
  name: '0100-releases',
  async up(knex: Knex) {
    await knex.raw(`
      create table tenon.documents (
        hash text primary key,
        content text not null
      );

      create table tenon.releases (
        number integer primary key,
        parent integer references tenon.releases,
        at timestamptz not null,
        by_id uuid,
        by_name text,
        note text not null,
        rollback_of integer references tenon.releases,
        digest text not null,
        generations jsonb not null
      );
      create table tenon.release_documents (
        release integer not null references tenon.releases,
        kind text not null,
        id text not null,
        hash text not null references tenon.documents,
        primary key (release, kind, id)
      );
      create table tenon.live (
        one boolean primary key default true check (one),
        release integer not null references tenon.releases
      );

      create table tenon.drafts (
        id uuid primary key,
        name text not null unique,
        base integer not null references tenon.releases,
        revision integer not null,
        updated_at timestamptz not null
      );
      create table tenon.draft_documents (
        draft uuid not null references tenon.drafts on delete cascade,
        kind text not null,
        id text not null,
        content text,
        primary key (draft, kind, id)
      );

      create table tenon.retired (
        of text not null,
        generation integer not null,
        schema_name text not null,
        table_name text not null,
        column_name text not null,
        type text not null,
        value text not null,
        release integer not null,
        at timestamptz not null,
        aside text,
        primary key (of, generation, table_name, column_name)
      );
      create table tenon.pending_steps (
        name text primary key,
        schema_name text not null,
        table_name text not null,
        release integer not null,
        since timestamptz not null,
        attempts integer not null default 0,
        tried_at timestamptz,
        error text
      );

      comment on column tenon.draft_documents.content is 'null: the draft removes the document';
      comment on column tenon.retired.column_name is 'empty for whole tables';
      comment on column tenon.retired.aside is 'what it is called since it was moved aside; null until then';
      comment on table tenon.pending_steps is 'indexes of the live release that are still to be built';
    `);
  },
};
