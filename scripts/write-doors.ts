import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const banner = '/* Generated from the list beside it by `npm run generate`; not edited by hand. */\n';

/** The halves of a part, each behind a door of its package: they must not see one another. */
const halves = [
  { door: 'index', file: 'index.ts', suffix: '' },
  { door: 'server', file: 'server.ts', suffix: 'Server' },
  { door: 'browser', file: 'browser.tsx', suffix: 'Browser' },
] as const;

/**
 * Writes `index.g.ts`, `server.g.ts` and `browser.g.ts` into `source`: what its folders contribute at each door, in the
 * order of the list, as an array called `name`. The folder `long_text` exports `longText`, `longTextServer` and
 * `longTextBrowser`, each from the file of that half; a half that no folder has gets no file. With `--check` it writes
 * nothing and fails when a file is not what it should be.
 */
export function writeDoors(source: string, list: readonly string[], name: string): void {
  const check = process.argv.includes('--check');
  for (const { door, file, suffix } of halves) {
    const parts = list.filter((folder) => existsSync(join(source, folder, file)));
    if (parts.length === 0) continue;
    const identifier = (folder: string) => `${camel(folder)}${suffix}`;
    const imports = parts
      .toSorted()
      .map((folder) => `import { ${identifier(folder)} } from './${folder}/${file}';\n`);
    const items = parts.map((folder) => `  ${identifier(folder)},\n`);
    const text = `${banner}${imports.join('')}\nexport const ${name} = [\n${items.join('')}];\n`;
    const path = join(source, `${door}.g.ts`);
    if (!check) writeFileSync(path, text);
    else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
      console.error(`${path} is stale: run npm run generate`);
      process.exitCode = 1;
    }
  }
}

const camel = (folder: string) => folder.replaceAll(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase());
