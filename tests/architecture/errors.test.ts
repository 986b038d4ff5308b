import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errorCatalogue } from '../../server/src/errors.ts';
import { root } from './import-table.ts';

/** Codes have a heading of their own in docs/errors.md: `### \`not-found\``. */
const described = [
  ...readFileSync(join(root, 'docs/errors.md'), 'utf8').matchAll(/^#+ `([a-z][a-z0-9-]*)`/gm),
].map(([, code]) => code);

describe('error codes', () => {
  it('are all described in docs/errors.md, each once', () => {
    expect(described.toSorted()).toEqual(Object.keys(errorCatalogue).toSorted());
  });
});
