import { describe, expect, it } from '@jest/globals';
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreTiles } from '@tenon/core-tiles';
import { coreViews } from '@tenon/core-views';
import { schemas } from '@tenon/documents';
import { createRegistry } from '@tenon/plugin-api';
import { editorsEn } from './editors.en.ts';

const { fieldTypes, tileTypes, viewTypes } = createRegistry([coreRules, coreFields, coreTiles, coreViews]);
const settings = [fieldTypes, tileTypes, viewTypes].flatMap((types) =>
  types.all().map(({ optionsSchema }) => optionsSchema),
);

interface Names {
  readonly members: Set<string>;
  readonly words: Set<string>;
}

/** Members and words that a schema allows, however deep. */
function collect(schema: unknown, names: Names): Names {
  if (typeof schema !== 'object' || schema === null) return names;
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties') {
      for (const [member, own] of Object.entries(value as object)) {
        names.members.add(member);
        collect(own, names);
      }
    } else if (keyword === 'enum') {
      for (const word of value as readonly unknown[]) if (typeof word === 'string') names.words.add(word);
    } else collect(value, names);
  }
  return names;
}

const names = collect([schemas, settings], { members: new Set(), words: new Set() });

/** Drawn by no editor: the text of each language has its own control, the others are written by us. */
const undrawn = new Set(['$schema', 'kind', 'en', 'zh-CN']);

describe('names in the generic editor', () => {
  it('every member of a document and of settings has one', () => {
    expect(
      [...names.members].filter((name) => !undrawn.has(name) && !Object.hasOwn(editorsEn.property, name)),
    ).toEqual([]);
  });

  it('so has every word to choose from', () => {
    expect([...names.words].filter((word) => !Object.hasOwn(editorsEn.word, word))).toEqual([]);
  });
});
