import type { Knex } from 'knex';
import type { SystemMigration } from './index.ts';

/** The one log: history of records, and what every consumer follows. Written in the transaction of the change. */
export const changes: SystemMigration = {
  name: '0201-changes',
  async up(knex: Knex) {
    await knex.raw(`
      create table tenon.changes (
        id uuid primary key,
        entity text not null,
        record_id uuid not null,
        action text not null check (action in ('create', 'update', 'delete', 'restore')),
        version integer not null,
        changes jsonb not null,
        at timestamptz not null,
        by_id uuid,
        source text not null,
        release integer not null,
        tx xid8 not null default pg_current_xact_id()
      );
      create index changes_tx on tenon.changes (tx, id);
      create index changes_record on tenon.changes (entity, record_id, id);

      create table tenon.consumers (
        consumer text primary key,
        tx xid8 not null,
        id uuid not null
      );
    `);
  },
};
