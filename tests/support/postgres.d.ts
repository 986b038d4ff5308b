import { type Database } from '@tenon/server/database';
/** Prepares the server of a test run; it starts when a test first asks for a database. */
export declare function startTestPostgres(): Promise<void>;
/** Stops the server of a test run, if any test started it, and removes its folder. */
export declare function stopTestPostgres(): Promise<void>;
export interface TestDatabase {
  readonly url: string;
  readonly db: Database;
  /** Closes `db` and drops the database. */
  drop(): Promise<void>;
}
export interface TestTemplate {
  /** Names what `build` makes: the same name is built once in a run and copied from then on. */
  readonly name: string;
  build(db: Database): Promise<void>;
}
/** A fresh database of its own: empty, or a copy of what the template builds. */
export declare function createTestDatabase(template?: TestTemplate): Promise<TestDatabase>;
