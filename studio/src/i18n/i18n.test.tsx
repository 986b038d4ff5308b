import { describe, expect, it } from '@jest/globals';
import { catalogues } from './i18n.ts';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value] as const]
        : [...leaves(value, `${prefix}${key}.`)],
    ),
  );
}
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('text catalogues', () => {
  const english = leaves(catalogues.en);
  const chinese = leaves(catalogues['zh-CN']);

  it('have the same keys in every language', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('fill the same places in every language', () => {
    for (const [key, text] of english)
      expect([key, placeholders(chinese.get(key) ?? '')]).toEqual([key, placeholders(text)]);
  });

  it('leave nothing empty or untranslated', () => {
    for (const [key, text] of chinese) {
      expect([key, text.trim()]).not.toEqual([key, '']);
      if (!key.startsWith('same.')) expect([key, text]).not.toEqual([key, english.get(key)]);
    }
  });
});
