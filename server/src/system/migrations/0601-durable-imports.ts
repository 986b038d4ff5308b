import type { Knex } from 'knex';
import type { SystemMigration } from './index.ts';

/**
 * Imports that outlive the process: their file, how far they are, which transactions wrote what they brought (so that
 * the log says what to take back), rows in error, references to rows further down, and what could not be taken back.
 */
export const durableImports: SystemMigration = {
  name: '0601-durable-imports',
  async up(knex: Knex) {
    await knex.raw(`
      alter table tenon.imports
        drop constraint imports_state_check,
        add constraint imports_state_check check (state in ('ready', 'checking', 'checked', 'running', 'stopped',
          'done', 'failed', 'undoing', 'undone')),
        alter column started_at drop not null,
        add column file_id uuid,
        add column file_name text,
        add column file_size bigint,
        add column format jsonb,
        add column columns jsonb,
        add column total integer,
        add column position integer not null default 0,
        add column message text,
        add column undone jsonb,
        add column created_at timestamptz not null default now();
      update tenon.imports set created_at = started_at;
      drop index tenon.imports_once;
      create unique index imports_once on tenon.imports (entity, content_sha256)
        where state in ('running', 'done') and not keyed;
      create index imports_by on tenon.imports (by_id, id);

      create table tenon.import_chunks (
        import uuid not null references tenon.imports on delete cascade,
        tx xid8 not null,
        undone boolean not null default false,
        undone_to uuid,
        primary key (import, tx)
      );
      create table tenon.import_errors (
        import uuid not null references tenon.imports on delete cascade,
        row integer not null,
        cells jsonb not null,
        errors jsonb not null
      );
      create index import_errors_row on tenon.import_errors (import, row);
      create table tenon.import_references (
        import uuid not null references tenon.imports on delete cascade,
        row integer not null,
        field text not null,
        record_id uuid not null,
        name text not null
      );
      create index import_references_row on tenon.import_references (import, row);
      create table tenon.import_left (
        import uuid not null references tenon.imports on delete cascade,
        entity text not null,
        record_id uuid not null,
        fields text[] not null,
        reason text not null
      );
      create index import_left_import on tenon.import_left (import);
    `);
  },
};
