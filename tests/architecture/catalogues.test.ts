import { describe, expect, it } from '@jest/globals';
import { en as runtimeEnglish } from '../../runtime/src/i18n/en.ts';
import { zhCN as runtimeChinese } from '../../runtime/src/i18n/zh-cn.ts';
import { en as studioEnglish } from '../../studio/src/i18n/en.ts';
import { zhCN as studioChinese } from '../../studio/src/i18n/zh-cn.ts';

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
const place = /\{\{(\w+)\}\}/g;
const places = (text: string) => [...text.matchAll(place)].map(([, name]) => name).sort();
/** Names, and what is the same word in both languages. */
const isSame = (key: string) => key === 'app.name' || key.startsWith('same.');

describe.each([
  ['runtime', runtimeEnglish, runtimeChinese],
  ['studio', studioEnglish, studioChinese],
] as const)('the texts of the %s', (_, en, zh) => {
  const english = leaves(en);
  const chinese = leaves(zh);

  it('have the same keys in every language', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('fill the same places in every language', () => {
    for (const [key, text] of english)
      expect([key, places(chinese.get(key) ?? '')]).toEqual([key, places(text)]);
  });

  it('leave nothing empty or untranslated', () => {
    for (const [key, text] of chinese) {
      expect([key, text.trim()]).not.toEqual([key, '']);
      if (!isSame(key) && /\p{L}/u.test(text.replaceAll(place, '')))
        expect([key, text]).not.toEqual([key, english.get(key)]);
    }
  });
});
