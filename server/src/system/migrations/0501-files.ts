import type { SystemMigration } from './index.ts';

/**
 * Files in chunks, so that every server process sees them and a back-up of the database is a whole one. A file with a
 * time of removal is cleared away after it, unless something refers to it by then.
 */
export const files: SystemMigration = {
  name: '0501-files',
  async up(knex) {
    await knex.raw(`
      create table tenon.files (
        id uuid primary key,
        name text not null,
        media_type text not null,
        purpose text not null,
        size bigint,
        sha256 bytea,
        chunk_size integer not null,
        by_id uuid,
        created_at timestamptz not null,
        remove_after timestamptz
      );
      create index files_removal on tenon.files (remove_after) where remove_after is not null;
      create table tenon.file_chunks (
        file_id uuid not null references tenon.files (id) on delete cascade,
        position integer not null,
        bytes bytea not null,
        primary key (file_id, position)
      );
      -- What people upload is mostly compressed already.
      alter table tenon.file_chunks alter column bytes set storage external;
      create table tenon.file_references (
        file_id uuid not null references tenon.files (id) on delete cascade,
        entity text not null,
        record_id uuid not null,
        field text not null,
        primary key (file_id, entity, record_id, field)
      );
      create index file_references_record on tenon.file_references (entity, record_id);
    `);
  },
};
