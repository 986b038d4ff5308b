/** Brings schema `tenon` (ours) up to date. Several processes may call it at once: Knex takes a lock. */
import type { Knex } from 'knex';
import { migrations, type SystemMigration } from './migrations/index.ts';

const source: Knex.MigrationSource<SystemMigration> = {
  getMigrations: async () => [...migrations],
  getMigrationName: (migration) => migration.name,
  getMigration: async (migration) => ({
    up: migration.up,
    down: () => Promise.reject(new Error('System migrations go forward only')),
  }),
};

export async function migrateSystem(knex: Knex): Promise<void> {
  for (const schema of ['tenon', 'records', 'segments'])
    await knex.raw('create schema if not exists ??', [schema]);
  await knex.migrate.latest({ migrationSource: source, schemaName: 'tenon', tableName: 'migrations' });
}
