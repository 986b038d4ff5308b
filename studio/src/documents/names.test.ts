import { describe, expect, it } from '@jest/globals';
import { idFrom, pluralOf } from './names.ts';

describe('names', () => {
  it.each([
    ['Milestone', 'milestone'],
    ['  Größe (cm)  ', 'gro_e_cm'],
    ['3rd party', 'rd_party'],
    ['项目', ''],
  ])('%s gives the id %s', (name, id) => expect(idFrom(name)).toBe(id));

  it.each([
    ['Project', 'en', 'Projects'],
    ['Company', 'en', 'Companies'],
    ['Survey', 'en', 'Surveys'],
    ['Branch', 'en', 'Branches'],
    ['项目', 'en', '项目'],
    ['项目', 'zh-CN', '项目'],
    ['Project', 'zh-CN', 'Project'],
    ['', 'en', ''],
  ] as const)('several of %s are in %s called %s', (name, language, plural) =>
    expect(pluralOf(name, language)).toBe(plural),
  );
});
