import type { SystemMigration } from './index.ts';

/** Keys by a proof that is no way back to them, counters of fields, and who looked behind which mask. */
export const secrets: SystemMigration = {
  name: '0502-secrets',
  async up(knex) {
    await knex.raw(`
      create table tenon.secret_keys (
        id text primary key,
        proof bytea not null,
        seen_at timestamptz not null
      );
      create table tenon.counters (
        entity text not null,
        field text not null,
        scope text not null,
        last bigint not null,
        primary key (entity, field, scope)
      );
      create table tenon.reveals (
        id uuid primary key,
        entity text not null,
        record_id uuid not null,
        field text not null,
        by_id uuid,
        at timestamptz not null,
        source text not null
      );
      create index reveals_record on tenon.reveals (entity, record_id, id);
    `);
  },
};
