import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface TableRow {
  readonly name: string;
  /** What it may import: a package, or one door of it (`runtime/preview`). */
  readonly doors: readonly string[];
  /** Whether its composition root may name concrete plugins. */
  readonly pluginsAtRoot: boolean;
}

export interface WorkspacePackage {
  readonly folder: string;
  readonly name: string;
  readonly exports: Readonly<Record<string, string>>;
  /** Packages of the house that package.json names, without the scope. */
  readonly dependencies: readonly string[];
  /** The same for what only its tests need. */
  readonly devDependencies: readonly string[];
  /** Folders that its tsconfig.json refers to. */
  readonly references: readonly string[];
}

const pluginsAtRoot = ', and plugins at its root';

/** The rows of the table in docs/architecture.md, but for `tests`, which may import everything. */
export function importTable(): TableRow[] {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const table = /## Who may import whom\s+```\n([\s\S]*?)```/.exec(page)?.[1];
  if (!table) throw new Error('docs/architecture.md has no table "Who may import whom"');
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', right = ''] = line.split('→').map((side) => side.trim());
      const doors = right.replace(pluginsAtRoot, '').split(', ');
      return {
        name,
        doors: doors.filter((door) => door !== 'nothing'),
        pluginsAtRoot: right.endsWith(pluginsAtRoot),
      };
    })
    .filter(({ name }) => name !== 'tests');
}

/** The workspace's packages by name without the scope, but for the tests. */
export function packages(): Map<string, WorkspacePackage> {
  const { workspaces } = json('package.json') as { workspaces: string[] };
  return new Map(
    workspaces
      .filter((folder) => folder !== 'tests')
      .map((folder) => {
        const manifest = json(`${folder}/package.json`) as {
          name: string;
          exports?: Record<string, string>;
          dependencies?: Record<string, string>;
          devDependencies?: Record<string, string>;
        };
        const config = json(`${folder}/tsconfig.json`) as { references?: { path: string }[] };
        const name = manifest.name.replace('@tenon/', '');
        return [
          name,
          {
            folder,
            name,
            exports: manifest.exports ?? {},
            dependencies: ofTheHouse(manifest.dependencies),
            devDependencies: ofTheHouse(manifest.devDependencies),
            references: (config.references ?? []).map(({ path }) => join(folder, path)),
          },
        ];
      }),
  );
}

/** Source files of a folder, relative to the root, without tests. */
export function sourcesIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return globSync(`${folder}/**/*.{ts,tsx}`, {
    cwd: root,
    exclude: (name) => /^(node_modules|dist)$/.test(name),
  })
    .filter((path) => !/\.(test|g)\.tsx?$/.test(path))
    .toSorted();
}

function ofTheHouse(dependencies: Record<string, string> = {}): string[] {
  return Object.keys(dependencies)
    .filter((name) => name.startsWith('@tenon/'))
    .map((name) => name.replace('@tenon/', ''));
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
