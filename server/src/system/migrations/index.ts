import type { Knex } from 'knex';
import { releases } from './0100-releases.ts';
import { changes } from './0201-changes.ts';
import { imports } from './0202-imports.ts';
import { work } from './0301-work.ts';
import { segmentationStates } from './0302-segmentation-states.ts';
import { identity } from './0400-identity.ts';
import { files } from './0501-files.ts';
import { secrets } from './0502-secrets.ts';
import { durableImports } from './0601-durable-imports.ts';
import { leftOfImports } from './0602-left-of-imports.ts';
import { search } from './0701-search.ts';
import { duplicates } from './0801-duplicates.ts';
import { indexStates } from './0802-index-states.ts';
import { mergedRows } from './0803-merged-rows.ts';
import { savedViews } from './0901-saved-views.ts';
import { timeline } from './0902-timeline.ts';
import { conversions } from './1001-conversions.ts';
import { rollupStates } from './1101-rollup-states.ts';

/** One step of schema `tenon`. Names are permanent and sorted: releases 01xx, records 02xx, work 03xx, identity 04xx, files and secrets 05xx. */
export interface SystemMigration {
  readonly name: string;
  up(knex: Knex): Promise<void>;
}

export const migrations: readonly SystemMigration[] = [
  releases,
  changes,
  imports,
  work,
  segmentationStates,
  identity,
  files,
  secrets,
  durableImports,
  leftOfImports,
  search,
  duplicates,
  indexStates,
  mergedRows,
  savedViews,
  timeline,
  conversions,
  rollupStates,
];
