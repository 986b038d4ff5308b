import type { Label } from '@tenon/model';
import type { ServerRegistry } from '@tenon/plugin-api';
import type { Logger } from 'pino';
import type { Database } from '../database/index.ts';
import type { Duplicates } from '../duplicates/index.ts';
import type { Files } from '../files/index.ts';
import type { Identity } from '../identity/identity.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Imports } from '../records/import/durable/imports.ts';
import type { Records } from '../records/records.ts';
import type { Releases } from '../releases/index.ts';
import type { Search } from '../search/index.ts';
import type { Secrets } from '../secrets/index.ts';
import type { Work } from '../work/index.ts';
import type { LiveEvents } from './events.ts';

/** What the routes call. */
export interface AppServices {
  readonly db: Database;
  readonly records: Records;
  readonly imports: Imports;
  readonly registry: ServerRegistry;
  readonly releases: Releases;
  readonly work: Work;
  readonly search: Search;
  readonly duplicates: Duplicates;
  readonly jobs: Jobs;
  readonly files: Files;
  readonly secrets: Secrets;
  readonly identity: Identity;
  readonly events: LiveEvents;
  readonly log: Logger;
  readonly now: () => string;
  /** Sign-ins of the demo company, while it is loaded. */
  readonly demoAccounts: () => Promise<readonly DemoAccount[]>;
}

export interface DemoAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** What the role is called. */
  readonly role: Label;
  readonly description: { readonly en: string; readonly 'zh-CN': string };
}
