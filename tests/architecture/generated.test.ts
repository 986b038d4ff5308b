import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { root } from './import-table.ts';

describe('generated files', () => {
  it('are what their generators write', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/generate.ts', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect({ status, said: `${stdout}${stderr}` }).toMatchObject({ status: 0 });
  });

  it('are there at all', () => {
    expect(globSync('schemas/documents/src/*.g.ts', { cwd: root })).not.toEqual([]);
  });
});
