import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describedIn } from './describe.ts';
import { schemas } from './schemas.g.ts';

const names = Object.keys(schemas) as (keyof typeof schemas)[];

/** Every description that a schema holds, however deep; a property that is called `description` is none. */
function descriptionsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    key === 'description' && typeof part === 'string' ? [part] : descriptionsIn(part),
  );
}

const translationsOf = (name: string): { readonly [english: string]: string } =>
  JSON.parse(readFileSync(join(import.meta.dirname, name, `${name}.zh-CN.json`), 'utf8'));

describe('descriptions of schemas', () => {
  it.each(names)('[DD1] all of %s are said in Chinese', (name) => {
    const said = descriptionsIn(schemas[name]);
    expect(said.length).toBeGreaterThan(0);
    expect(
      said.filter((description) => !/\p{Script=Han}/u.test(describedIn({ description }, 'zh-CN') ?? '')),
    ).toEqual([]);
  });

  it.each(names)('[DD2] no Chinese of %s is left over', (name) => {
    const users = name === 'common' ? names : [name];
    const said = new Set(users.flatMap((user) => descriptionsIn(schemas[user])));
    expect(Object.keys(translationsOf(name)).filter((english) => !said.has(english))).toEqual([]);
  });

  it('[DD3] English is what the schema says, and so is what nobody translated', () => {
    const schema = { description: 'Of a plugin.' };
    expect(describedIn(schema, 'en')).toBe('Of a plugin.');
    expect(describedIn(schema, 'zh-CN')).toBe('Of a plugin.');
    expect(describedIn({ description: 'toString' }, 'zh-CN')).toBe('toString');
    expect(describedIn({}, 'en')).toBeUndefined();
  });
});
