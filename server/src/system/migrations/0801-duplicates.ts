import type { Knex } from 'knex';
import type { SystemMigration } from './index.ts';

/** What records are compared by (numbers, no text), the pairs that came of it, and merges with all that they moved. */
export const duplicates: SystemMigration = {
  name: '0801-duplicates',
  async up(knex: Knex) {
    await knex.raw(`
      create table tenon.match_keys (
        entity text not null,
        rule text not null,
        way smallint not null,
        -- Of the rule, the way and the values, so that one number is looked for.
        key bigint not null,
        record_id uuid not null,
        -- Keys of the record for this way.
        size smallint not null
      );
      create unique index match_keys_record on tenon.match_keys (record_id, key) include (rule);
      create index match_keys_key on tenon.match_keys (key, record_id) include (size);

      create table tenon.match_states (
        rule text primary key,
        entity text not null,
        digest text not null,
        release integer not null,
        phase text not null default 'keys' check (phase in ('keys', 'pairs', 'ready')),
        reached uuid
      );

      create table tenon.duplicate_pairs (
        rule text not null,
        entity text not null,
        a uuid not null,
        b uuid not null,
        score real not null,
        state text not null default 'open' check (state in ('open', 'not-duplicate', 'merged')),
        at timestamptz not null,
        decided_by uuid,
        decided_at timestamptz,
        primary key (rule, a, b),
        check (a < b)
      );
      create index duplicate_pairs_b on tenon.duplicate_pairs (rule, b);
      create index duplicate_pairs_a on tenon.duplicate_pairs (entity, a);
      create index duplicate_pairs_open on tenon.duplicate_pairs (entity, state, (- score), a, b, rule);

      create table tenon.merges (
        id uuid primary key,
        entity text not null,
        survivor uuid not null,
        by_id uuid,
        at timestamptz not null,
        -- Field → its value before and after, of the survivor.
        changes jsonb not null,
        undone_at timestamptz,
        undone_by uuid
      );
      create index merges_survivor on tenon.merges (entity, survivor, id);

      create table tenon.merged_records (
        merge uuid not null references tenon.merges on delete cascade,
        record_id uuid not null,
        -- As the merge left it.
        version integer not null,
        primary key (merge, record_id)
      );
      create index merged_records_of on tenon.merged_records (record_id, merge);

      create table tenon.merge_moves (
        merge uuid not null references tenon.merges on delete cascade,
        kind text not null check (kind in ('value', 'link', 'row', 'closed')),
        -- An entity, or a table of ours.
        place text not null,
        field text not null,
        record_id uuid not null,
        from_id uuid not null,
        -- Whether the other side was linked with the survivor before, too.
        had boolean not null default false
      );
      create index merge_moves_of on tenon.merge_moves (merge, kind, place, field);
    `);
  },
};
