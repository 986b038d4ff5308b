import type { SystemMigration } from './index.ts';

/** Values that are carried over for a publish: how far it is, who asked for it, and how it ended. */
export const conversions: SystemMigration = {
  name: '1001-conversions',
  async up(knex) {
    await knex.raw(`
      create table tenon.conversions (
        id uuid primary key,
        base integer not null,
        note text not null,
        by_id uuid,
        by_name text,
        fields jsonb not null,
        total bigint not null,
        done bigint not null default 0,
        state text not null check (state in ('filling', 'publishing', 'done', 'cancelled', 'failed', 'broken-off')),
        cancel_asked boolean not null default false,
        started_at timestamptz not null,
        ended_at timestamptz,
        message text,
        release integer
      );
      create index conversions_started on tenon.conversions (started_at);
    `);
  },
};
