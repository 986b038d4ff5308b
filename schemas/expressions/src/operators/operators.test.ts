import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createLanguage } from '../language.ts';
import { describeOperator, type OperatorFixtures } from '../testing/describe-operator.ts';
import { coreOperators } from './index.ts';

const folder = new URL('./', import.meta.url);
const language = createLanguage(coreOperators);
const fixtures: readonly OperatorFixtures[] = readdirSync(folder)
  .filter((file) => file.endsWith('.fixtures.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

describe('operators', () => {
  it('[EX2] have fixtures each, beside their file', () => {
    const withFixtures = fixtures.map(({ operator }) => operator).sort();
    expect(withFixtures).toEqual(coreOperators.map(({ id }) => id).sort());
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.fixtures.json')) continue;
      expect([file, existsSync(new URL(file.replace('.fixtures.json', '.ts'), folder))]).toEqual([
        file,
        true,
      ]);
    }
  });

  it('[EX2] have an id of their own', () => {
    expect(() => createLanguage([...coreOperators, coreOperators[0]!])).toThrow(
      'Two operators are named and',
    );
  });
});

for (const operator of coreOperators) {
  const own = fixtures.find((one) => one.operator === operator.id);
  if (own) describeOperator(operator, language, own);
}
