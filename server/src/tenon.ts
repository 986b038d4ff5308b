/** The parts of a running Tenon, as the composition root puts them together. */
import type { ServerRegistry } from '@tenon/plugin-api';
import type { Database } from './database/index.ts';
import type { Duplicates } from './duplicates/index.ts';
import type { Files } from './files/index.ts';
import type { Identity } from './identity/identity.ts';
import type { Jobs } from './jobs/index.ts';
import type { Imports } from './records/import/durable/imports.ts';
import type { Records } from './records/records.ts';
import type { Releases } from './releases/index.ts';
import type { Search } from './search/index.ts';
import type { Secrets } from './secrets/index.ts';
import type { Work } from './work/index.ts';

export interface Tenon {
  readonly db: Database;
  readonly registry: ServerRegistry;
  readonly releases: Releases;
  readonly records: Records;
  readonly imports: Imports;
  readonly jobs: Jobs;
  readonly files: Files;
  readonly secrets: Secrets;
  readonly work: Work;
  readonly search: Search;
  readonly duplicates: Duplicates;
  readonly identity: Identity;
  readonly now: () => string;
  close(): Promise<void>;
}
