export { type OpenDatabaseOptions, openDatabase } from './connection.ts';
export { copyLine, copyText, escaped } from './copy-text.ts';
export {
  type EmbeddedOptions,
  type EmbeddedServer,
  openEmbedded,
  stopEmbedded,
} from './embedded/embedded.ts';
export type { Announcing, Database, Queryable, Row, Transaction, TransactionOptions } from './types.ts';
