import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fieldTypes } from './field-types.ts';

const reference = new URL('../../../docs/reference/field-types.md', import.meta.url);

describe('the reference of field types', () => {
  it('has each type once, and none that is not there', () => {
    const rows = readFileSync(reference, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const described = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, id]) => id),
    );
    expect(described.sort()).toEqual([...fieldTypes].sort());
  });
});
