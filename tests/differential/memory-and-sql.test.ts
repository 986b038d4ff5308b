/**
 * Law: for every expression and every row, memory and Postgres agree. A difference prints the seed of its batch: add it
 * to seeds.json under a name that says what was wrong.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type CheckedExpression,
  coreOperators,
  createLanguage,
  type Expression,
  type ValueType,
} from '@tenon/expressions';
import { generateExpression, generateOperation, sampleScope } from '@tenon/expressions/testing';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../support/index.ts';
import { inMemory, onPostgres, type Results } from './run.ts';
import { createTables, fillTables } from './tables.ts';
import { moments, worldIds, worlds } from './world.ts';

/** Batches × (expressions + one call of each operator) × 40 customers: about 35,000 cases for the seed of the run. */
const batches = { run: 12, kept: 2 };
const expressionsPerBatch = 30;

const runSeed = Number(process.env.TENON_SEED ?? Math.floor(Math.random() * 2 ** 31));
const seeds: readonly { readonly name: string; readonly seed: number }[] = JSON.parse(
  readFileSync(new URL('./seeds.json', import.meta.url), 'utf8'),
);
const language = createLanguage(coreOperators);

const results: readonly (ValueType | 'condition')[] = [
  'condition',
  'condition',
  'condition',
  { kind: 'number' },
  { kind: 'text' },
  { kind: 'date' },
  { kind: 'datetime' },
];

interface Batch {
  readonly source: readonly Expression[];
  readonly expressions: readonly CheckedExpression[];
  readonly written: number;
}

/** Expressions of a batch: what does not parse is left out, and must be rare. */
function expressionsOf(seed: number): Batch {
  const options = { language, scope: sampleScope, ids: worldIds, segmentations: ['lifecycle'] };
  const source: Expression[] = [];
  const expressions: CheckedExpression[] = [];
  const arbitrary = fc.oneof(
    ...results.flatMap((type) =>
      [1, 2, 3].map((depth) =>
        generateExpression(type, { ...options, depth }).map((expression) => ({ expression, type })),
      ),
    ),
  );
  const calls = language.operators.flatMap((operator) => {
    const call = generateOperation(operator, { ...options, depth: 1 });
    return call
      ? fc.sample(call, { seed, numRuns: 1 }).map((expression) => ({ expression, type: undefined }))
      : [];
  });
  const written = [...fc.sample(arbitrary, { seed, numRuns: expressionsPerBatch }), ...calls];
  for (const { expression, type } of written) {
    const parsed = language.parse(expression, sampleScope, type);
    if (!parsed.expression) continue;
    source.push(expression);
    expressions.push(parsed.expression);
  }
  return { source, expressions, written: written.length };
}

describe('memory and SQL', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await createTables(database.db);
  });
  afterAll(async () => {
    await database?.drop();
  });

  async function compare(seed: number, count: number) {
    let cases = 0;
    let parsed = 0;
    let written = 0;
    const seen = new Map<unknown, number>();
    for (let index = 0; index < count; index++) {
      const batchSeed = seed + index;
      const [world] = fc.sample(worlds, { seed: batchSeed, numRuns: 1 });
      const [moment] = fc.sample(moments, { seed: batchSeed, numRuns: 1 });
      const batch = expressionsOf(batchSeed);
      const { source, expressions } = batch;
      await fillTables(database.db, world!);
      const memory = inMemory(language, expressions, world!, moment!);
      const postgres = await onPostgres(database.db, language, expressions, world!, moment!);
      const differences = source.flatMap((expression, at) => differencesOf(expression, at, memory, postgres));
      expect({ seed, batchSeed, moment, differences }).toEqual({ seed, batchSeed, moment, differences: [] });
      const conditions = expressions.filter(({ root }) => root.type.kind === 'boolean');
      const passing = await onPostgres(database.db, language, conditions, world!, moment!, 'where');
      const tested = inMemory(language, conditions, world!, moment!).map((column) =>
        column.map((value) => value === true),
      );
      expect({ seed, batchSeed, passing }).toEqual({ seed, batchSeed, passing: tested });
      for (const value of memory.flat()) {
        const kind = value === null ? 'empty' : typeof value === 'boolean' ? value : typeof value;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }
      cases += memory.flat().length;
      parsed += expressions.length;
      written += batch.written;
    }
    return { cases, parsedShare: parsed / written, seen };
  }

  it(`[EX1] agree on generated expressions and rows (TENON_SEED=${runSeed})`, async () => {
    const { cases, parsedShare, seen } = await compare(runSeed, batches.run);
    expect(cases).toBeGreaterThanOrEqual(20_000);
    expect(parsedShare).toBeGreaterThan(0.85);
    // The law would hold for expressions that are always false or empty, too.
    for (const kind of [true, false, 'empty', 'number', 'string'])
      expect(seen.get(kind)).toBeGreaterThan(cases / 50);
  }, 120_000);

  for (const { name, seed } of seeds) {
    it(`[EX1] agree on kept seed ${seed}: ${name}`, async () => {
      const { cases } = await compare(seed, batches.kept);
      expect(cases).toBeGreaterThan(1_000);
    }, 60_000);
  }
});

/** The first row where an expression's results differ. */
function differencesOf(
  expression: Expression,
  at: number,
  memory: Results,
  postgres: Results,
): readonly unknown[] {
  const row = memory[at]!.findIndex((value, index) => value !== postgres[at]![index]);
  if (row < 0) return [];
  return [
    { expression: JSON.stringify(expression), row, memory: memory[at]![row], postgres: postgres[at]![row] },
  ];
}
