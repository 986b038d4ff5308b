import type { Knex } from 'knex';

/** From which conditions the members of a segmentation were computed, so that a publish recomputes what it changed. */
export const segmentationStates = {
  name: '0302-segmentation-states',
  async up(knex: Knex): Promise<void> {
    await knex.raw(`
      create table tenon.segmentation_states (
        segmentation text primary key,
        digest text not null,
        release integer not null,
        refreshed_at timestamptz not null
      )
    `);
  },
};
