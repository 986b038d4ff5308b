import type { Knex } from 'knex';
import type { SystemMigration } from './index.ts';

/** How far each part of what is kept beside records is: of the search index by entity, of match keys by rule. */
export const indexStates: SystemMigration = {
  name: '0802-index-states',
  async up(knex: Knex) {
    await knex.raw(`
      create table tenon.index_states (
        index text not null,
        part text not null,
        -- Of all that the part was made of.
        digest text not null,
        release integer not null,
        -- A pass over all records, 'passed' or 'ready'.
        phase text not null,
        -- The last record that the pass has looked at.
        reached uuid,
        -- When somebody last got on with it.
        at timestamptz not null default now(),
        primary key (index, part)
      );
      insert into tenon.index_states (index, part, digest, release, phase, reached)
        select 'search', entity, digest, release, case when ready then 'ready' else 'entries' end, reached
        from search.states
        union all
        select 'duplicates', rule, digest, release, phase, reached from tenon.match_states;
      drop table search.states;
      drop table tenon.match_states;
    `);
  },
};
