/** The fixtures of the operators, on Postgres: the same results as in memory. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coreOperators, createLanguage } from '@tenon/expressions';
import { fixtureWorld, momentOf, type OperatorFixtures, sampleScope } from '@tenon/expressions/testing';
import { createTestDatabase, type TestDatabase } from '../support/index.ts';
import { onPostgres } from './run.ts';
import { createTables, fillTables } from './tables.ts';

const folder = new URL('../../schemas/expressions/src/operators/', import.meta.url);
const language = createLanguage(coreOperators);
const fixtures: readonly OperatorFixtures[] = readdirSync(folder)
  .filter((file) => file.endsWith('.fixtures.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

describe('fixtures on Postgres', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await createTables(database.db);
  });
  afterAll(async () => {
    await database?.drop();
  });

  for (const { operator, cases } of fixtures) {
    it(`[EX1] operator ${operator}`, async () => {
      for (const fixture of cases) {
        if (!fixture.rows) continue;
        const { expression, problems } = language.parse(fixture.expression, sampleScope, fixture.expected);
        expect(problems).toEqual([]);
        const world = fixtureWorld(fixture);
        await fillTables(database.db, world);
        const [results] = await onPostgres(database.db, language, [expression!], world, momentOf(fixture));
        expect([fixture.name, results]).toEqual([fixture.name, fixture.rows.map(({ gives }) => gives)]);
      }
    });
  }
});
