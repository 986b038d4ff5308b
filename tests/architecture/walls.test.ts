import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importTable, packages, root } from './import-table.ts';

const table = importTable();
const all = packages();
const concretePlugins = table
  .map(({ name }) => name)
  .filter((name) => all.get(name)?.folder.startsWith('plugins/') && name !== 'plugin-api');

describe('the import table', () => {
  it('has a row for every package and names only packages', () => {
    expect(table.map(({ name }) => name).toSorted()).toEqual([...all.keys()].toSorted());
    for (const door of table.flatMap(({ doors }) => doors)) {
      const [name = '', subpath] = door.split('/');
      const target = all.get(name);
      expect(target).toBeDefined();
      if (subpath) expect(target?.exports).toHaveProperty([`./${subpath}`]);
    }
  });

  it.each(table)(
    'of $name is what its package.json and its tsconfig.json say',
    ({ name, doors, pluginsAtRoot }) => {
      // Several doors of one package are one dependency.
      const expected = [
        ...new Set(doors.map((door) => door.split('/')[0])),
        ...(pluginsAtRoot ? concretePlugins : []),
      ].toSorted();
      const own = all.get(name);
      expect(own?.dependencies.toSorted()).toEqual(expected);
      const folders = expected.map((dependency) => all.get(dependency ?? '')?.folder);
      expect(own?.references.toSorted()).toEqual(folders.toSorted());
    },
  );

  it('leads nowhere back to where it came from', () => {
    const reached = new Map<string, Set<string>>();
    const reach = (from: string, start: string) => {
      const seen = reached.get(start) ?? new Set();
      reached.set(start, seen);
      for (const next of all.get(from)?.dependencies ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        reach(next, start);
      }
    };
    for (const name of all.keys()) reach(name, name);
    expect([...reached].filter(([name, seen]) => seen.has(name))).toEqual([]);
  });
});

describe('doors', () => {
  it('lead to source files that are there and only re-export', () => {
    for (const { name, folder, exports } of all.values()) {
      for (const [door, file] of Object.entries(exports)) {
        if (file.includes('*')) continue;
        expect({ door: `${name} ${door}`, there: existsSync(join(root, folder, file)) }).toMatchObject({
          there: true,
        });
      }
    }
  });

  it('are the only index files that a package shows', () => {
    for (const path of globSync('{schemas,plugins}/*/src/index.ts', { cwd: root })) {
      const source = readFileSync(join(root, path), 'utf8');
      const own = source.match(/^(export )?(function|class|let|var) .*/gm) ?? [];
      expect({ path, own }).toEqual({ path, own: [] });
    }
  });
});

describe('dependency-cruiser', () => {
  const plantedFolder = 'src/planted-breach';
  const breaches = [
    ['schemas/documents', '@tenon/expressions', 'documents-imports'],
    ['schemas/expressions', '@tenon/model', 'expressions-imports'],
    ['schemas/model', 'node:fs', 'schemas-are-pure'],
    ['schemas/model', 'react', 'schemas-know-no-library-of-a-side'],
    ['plugins/core-fields', '@tenon/model', 'core-fields-imports'],
    ['plugins/core-tiles', '@tenon/core-views', 'core-tiles-imports'],
    ['plugins/core-views', 'react', 'browser-half-alone-has-react'],
    ['plugins/core-views', 'knex', 'server-half-alone-has-knex'],
    ['plugins/api', 'knex', 'plugin-api-sees-types-only'],
    ['server', '@tenon/core-fields', 'server-imports'],
    ['server', '@tenon/runtime/preview', 'server-imports'],
    ['server', '../../../schemas/model/package.json', 'by-name-only'],
    ['server', 'express', 'express-in-http-alone'],
    ['server', './nowhere.ts', 'no-unresolvable'],
    ['server', 'jsdom', 'only-listed-packages'],
    ['runtime', '@tenon/server', 'runtime-imports'],
    ['studio', '@tenon/core-fields', 'studio-imports'],
    ['studio', '../../../runtime/package.json', 'studio-imports'],
  ] as const;

  const plantedFile = (index: number) => `${breaches[index]?.[0]}/${plantedFolder}/breach-${index}.ts`;
  let violations: readonly Violation[];

  beforeAll(() => {
    breaches.forEach(([folder, imported], index) => {
      mkdirSync(join(root, folder, plantedFolder), { recursive: true });
      writeFileSync(join(root, plantedFile(index)), `import '${imported}';\n`);
    });
    violations = cruise('schemas', 'plugins', 'server', 'runtime', 'studio');
  });

  afterAll(() => {
    for (const [folder] of breaches)
      rmSync(join(root, folder, plantedFolder), { recursive: true, force: true });
  });

  it('finds no breach but the planted ones', () => {
    const found = violations.filter(({ from }) => !from.includes(plantedFolder));
    expect(found.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  it.each(breaches.map(([folder, imported, rule], index) => ({ folder, imported, rule, index })))(
    'finds a planted import of $imported in $folder ($rule)',
    ({ rule, index }) => {
      const found = violations.filter(({ from }) => from === plantedFile(index));
      expect(found.map((violation) => violation.rule.name)).toContain(rule);
    },
  );
});

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

function cruise(...folders: readonly string[]): readonly Violation[] {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout } = spawnSync(
    process.execPath,
    [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}
