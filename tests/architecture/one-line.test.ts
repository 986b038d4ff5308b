import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from './import-table.ts';

interface Sort {
  readonly sort: string;
  readonly source: string;
  readonly entries: string;
  readonly is?: RegExp;
  readonly list: string;
}

/** Where parts of one sort lie, which of their files are their entries, and the one list that a new one is put into. */
const sorts: readonly Sort[] = [
  {
    sort: 'field type',
    source: 'plugins/core-fields/src',
    entries: '*/{index.ts,server.ts,browser.tsx}',
    list: 'field-types.ts',
  },
  {
    sort: 'tile',
    source: 'plugins/core-tiles/src',
    entries: '*/{index.ts,browser.tsx}',
    list: 'tile-types.ts',
  },
  {
    sort: 'view',
    source: 'plugins/core-views/src',
    entries: '*/{index.ts,browser.tsx}',
    list: 'view-types.ts',
  },
  {
    sort: 'operator',
    source: 'schemas/expressions/src',
    entries: 'operators/*.ts',
    // What several operators share lies beside them.
    is: /^export const \w+(: Operator = \{| = \w+\()/m,
    list: 'operators/index.ts',
  },
  { sort: 'document kind', source: 'schemas/documents/src', entries: '*/kind.ts', list: 'kinds.ts' },
];

/** The files of a package that import a file of it by a relative path, written by hand and run for real. */
function importersOf(source: string): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  const files = globSync('**/*.{ts,tsx}', { cwd: join(root, source) }).filter(
    (path) => !/\.g\.ts$|\.test\.tsx?$|(^|\/)testing\//.test(path),
  );
  for (const file of files) {
    const text = readFileSync(join(root, source, file), 'utf8');
    for (const [, path = ''] of text.matchAll(/from '(\.[^']+)'/g)) {
      const target = relative(join(root, source), resolve(root, source, dirname(file), path));
      importers.set(target, [...(importers.get(target) ?? []), file]);
    }
  }
  return importers;
}

describe.each<Sort>(sorts)('a new $sort', ({ source, entries, list, is }) => {
  const found = globSync(entries, { cwd: join(root, source) }).filter(
    (path) =>
      !/\.test\.tsx?$/.test(path) &&
      !path.startsWith('shared/') &&
      path !== list &&
      (is === undefined || is.test(readFileSync(join(root, source, path), 'utf8'))),
  );
  const nameOf = (entry: string) =>
    entry.startsWith('operators/') ? entry.slice('operators/'.length, -'.ts'.length) : dirname(entry);
  const listed = readFileSync(join(root, source, list), 'utf8');

  it('stands in its list', () => {
    expect(found.length).toBeGreaterThan(0);
    const missing = found
      .map(nameOf)
      .filter((name) => !listed.includes(`'${name}'`) && !listed.includes(`/${name}`));
    expect(missing).toEqual([]);
  });

  it('is named by nothing of its package but that list', () => {
    const importers = importersOf(source);
    const elsewhere = found.flatMap((entry) =>
      (importers.get(entry) ?? [])
        // Its own files, and siblings that build on it.
        .filter((file) => file !== list && !found.some((other) => dirname(other) === dirname(file)))
        .map((file) => `${entry} in ${file}`),
    );
    expect(elsewhere).toEqual([]);
  });
});
