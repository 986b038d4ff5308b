/** Runs every package's generator; with --check they write nothing and fail where a generated file is out of date. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const { workspaces } = (await import('../package.json', { with: { type: 'json' } })).default;
const generators = workspaces.flatMap((folder) => globSync(`${folder}/scripts/generate.ts`, { cwd: root }));

let failed = 0;
for (const generator of generators) {
  const { status } = spawnSync(process.execPath, [join(root, generator), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
