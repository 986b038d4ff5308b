import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root, sourcesIn } from './import-table.ts';

/** A field type's folder is named as its id, kebab-case for snake_case. */
const fieldTypes = globSync('plugins/*/src/*/index.ts', { cwd: root })
  .map((path) => dirname(path))
  .filter((folder) =>
    /\bkind:|\bdefineFieldType\b|\bFieldType\b/.test(readFileSync(join(root, folder, 'index.ts'), 'utf8')),
  )
  .filter((folder) => folder.startsWith('plugins/core-fields/'));
const ids = fieldTypes.map((folder) => basename(folder).replaceAll('-', '_'));

/**
 * `x.type === 'money'`, `case 'money':` and the like: code that does something for one type by its name. Only what is
 * asked of a `type` counts: 'text' or 'date' are words of many trades (an operand's kind, an input's type).
 */
function comparisons(source: string, of: readonly string[] = ids): string[] {
  const names = of.join('|');
  const typed = String.raw`\b(?:type|typeId|fieldType|fieldTypeId)\b`;
  const patterns = [
    new RegExp(String.raw`${typed}(?:\.id)?\s*[!=]==?\s*['"](?:${names})['"]`, 'g'),
    new RegExp(String.raw`['"](?:${names})['"]\s*[!=]==?\s*(?:\w+\??\.)*${typed}`, 'g'),
    new RegExp(String.raw`\[[^\]]*['"](?:${names})['"][^\]]*\]\.includes\((?:\w+\??\.)*${typed}`, 'g'),
    new RegExp(
      String.raw`switch\s*\((?:\w+\??\.)*${typed}(?:\.id)?\)\s*\{[^}]*case\s+['"](?:${names})['"]`,
      'g',
    ),
  ];
  return patterns.flatMap((pattern) => source.match(pattern) ?? []);
}

/** Where JSON Schemas are read: `integer` and `boolean` are their words as well. */
const readsSchemas = /^studio\/src\/(json-schema|json-editor|editors\/generic)\//;
const idsIn = (path: string) =>
  readsSchemas.test(path) ? ids.filter((id) => id !== 'integer' && id !== 'boolean') : ids;

describe('field types', () => {
  it('are found where they live', () => {
    expect(ids).toEqual(expect.arrayContaining(['text', 'money', 'date', 'relation']));
  });

  it('are named in a comparison by nobody but themselves', () => {
    const found = ['schemas', 'plugins', 'server', 'runtime', 'studio']
      .flatMap(sourcesIn)
      .filter((path) => !fieldTypes.some((folder) => path.startsWith(`${folder}/`)))
      .flatMap((path) =>
        comparisons(readFileSync(join(root, path), 'utf8'), idsIn(path)).map((hit) => `${path}: ${hit}`),
      );
    expect(found).toEqual([]);
  });

  it.each([
    "if (field.type === 'money') {",
    "if ('relation' !== field.type) {",
    "switch (field.type) { case 'date': return 1; }",
    "const wide = ['text', 'money'].includes(field.type);",
    "if (field.type.id == 'money') {",
  ])('would be noticed in: %s', (source) => {
    expect(comparisons(source)).toHaveLength(1);
  });

  it.each(["if (operand.kind === 'text') {", "<input type={'text'} />", "const column = { type: 'date' };"])(
    'leave other words alone: %s',
    (source) => {
      expect(comparisons(source)).toEqual([]);
    },
  );
});
