/**
 * Writes src/types.g.ts and src/schemas.g.ts from the kinds' JSON Schemas, and src/descriptions.g.ts from the Chinese of
 * their descriptions beside them. With --check, writes nothing and fails when a generated file is not what it should be.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const source = join(import.meta.dirname, '../src');
const banner = '/* Generated from the schemas beside it by `npm run generate`; not edited by hand. */\n';

const schemas = new Map<string, JsonObject>(
  globSync('*/*.schema.json', { cwd: source })
    .map((path) => basename(path, '.schema.json'))
    .toSorted()
    .map((name) => [
      name,
      JSON.parse(readFileSync(join(source, name, `${name}.schema.json`), 'utf8')) as JsonObject,
    ]),
);

/** All kinds in one schema, so that what they share gets one type. */
function bundled(): JsonObject {
  const definitions: JsonObject = {};
  for (const [name, schema] of schemas) {
    if (name === 'common') {
      for (const [id, part] of Object.entries(schema.$defs as JsonObject)) {
        if (!Object.hasOwn(part as JsonObject, 'tsType')) definitions[id] = local(part);
      }
    } else {
      definitions[name] = local(schema);
    }
  }
  const kinds = [...schemas.keys()].filter((name) => name !== 'common');
  return {
    title: 'TenonDocument',
    description: 'A document of any kind, in the newest format.',
    anyOf: kinds.map((name) => ({ $ref: `#/definitions/${name}` })),
    definitions,
  };
}

const shared = schemas.get('common')?.$defs as JsonObject;
const handWritten = (name: string): Json | undefined => (shared[name] as JsonObject | undefined)?.tsType;

/** References point into the bundle; a type that is written by hand needs no title. */
function local(value: Json): Json {
  if (Array.isArray(value)) return value.map(local);
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.$ref === 'string') {
    const name = value.$ref.replace('../common/common.schema.json#/$defs/', '').replace('#/$defs/', '');
    const written = handWritten(name);
    if (written !== undefined) return { tsType: written };
    // Words beside a reference would make a type of their own.
    return { $ref: `#/definitions/${name}` };
  }
  const entries = Object.entries(value)
    .filter(([key]) => !['$schema', '$id'].includes(key) || typeof value[key] === 'object')
    .filter(([key]) => !(key === 'title' && typeof value.tsType === 'string'))
    .map(([key, item]): [string, Json] => [key, local(item)]);
  return Object.fromEntries(entries);
}

/** The compiler knows no `readonly`; its output is one property a line, so that the word can be put in. */
function frozen(types: string): string {
  const text = types
    .replaceAll(/^( +)((?:"[^"]+"|[$\w]+)\??: )/gm, '$1readonly $2')
    .replaceAll(/^( +)(\[k: string\]: )/gm, '$1readonly $2')
    .replaceAll(/(: |= )((?:\w+|\([^()\n]*\))\[\];)/g, '$1readonly $2');
  const left = text
    .split('\n')
    .find((line) => /\[\];$/.test(line) && !/readonly (?:\w+|\(.*\))\[\];$/.test(line));
  if (left)
    throw new Error(`This array has no name for its items, so it cannot be made readonly: ${left.trim()}`);
  return text;
}

async function typesFile(): Promise<string> {
  const types = await compile(bundled() as JSONSchema, 'TenonDocument', {
    bannerComment: `${banner}import type { Expression } from './expression.ts';\nimport type { Text } from './text.ts';`,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: false,
    style: { singleQuote: false, printWidth: 110 },
  });
  return frozen(types);
}

function schemasFile(): string {
  const names = [...schemas.keys()].map((name) => `'${name}'`).join(' | ');
  return `${banner}import type { JsonSchema } from './validate/schema.ts';

export const schemas: { readonly [name in ${names}]: JsonSchema } = ${JSON.stringify(Object.fromEntries(schemas), null, 2)};
`;
}

/** Keyed by the English text, which in two kinds means the same. */
function descriptionsFile(): string {
  const texts: { [english: string]: string } = {};
  for (const name of schemas.keys()) {
    const path = join(source, name, `${name}.zh-CN.json`);
    for (const [english, chinese] of Object.entries(JSON.parse(readFileSync(path, 'utf8')) as typeof texts)) {
      if (Object.hasOwn(texts, english)) throw new Error(`${path} says again: ${english}`);
      texts[english] = chinese;
    }
  }
  return `${banner}
export const descriptions: { readonly 'zh-CN': { readonly [english: string]: string } } = ${JSON.stringify({ 'zh-CN': texts }, null, 2)};
`;
}

const outputs = {
  'types.g.ts': await typesFile(),
  'schemas.g.ts': schemasFile(),
  'descriptions.g.ts': descriptionsFile(),
};
const check = process.argv.includes('--check');
for (const [name, text] of Object.entries(outputs)) {
  const path = join(source, name);
  if (!check) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${name} is stale: run npm run generate`);
    process.exitCode = 1;
  }
}
