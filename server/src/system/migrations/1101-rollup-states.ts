import type { Knex } from 'knex';

/** From what roll-ups were last worked out as a whole, and for which release, so that a publish does so where it must. */
export const rollupStates = {
  name: '1101-rollup-states',
  async up(knex: Knex): Promise<void> {
    await knex.raw(`
      create table tenon.rollup_states (
        entity text not null,
        level integer not null,
        digest text not null,
        release integer not null,
        refreshed_at timestamptz not null,
        primary key (entity, level)
      )
    `);
  },
};
