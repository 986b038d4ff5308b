import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDocument } from './format.ts';

describe('formatDocument', () => {
  it('[DF1] keeps the order of keys and breaks the document itself always', () => {
    expect(formatDocument({ kind: 'view', id: 'a' })).toBe('{\n  "kind": "view",\n  "id": "a"\n}\n');
  });

  it('[DF2] what fits in 100 columns stands on one line, one more does not', () => {
    const line = (length: number): string | undefined =>
      formatDocument({ k: ['x'.repeat(length)] }).split('\n')[1];
    expect(line(88)).toBe(`  "k": ["${'x'.repeat(88)}"]`);
    expect(line(89)).toBe('  "k": [');
  });

  it('[DF3] formatting what was parsed gives the same text, and the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = formatDocument(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(formatDocument(JSON.parse(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('[DF4] no line with room to spare is broken, and none is longer than it must be', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ maxLength: 30 }), { maxLength: 6 }), { maxLength: 6 }),
        (value) => {
          for (const line of formatDocument({ value }).split('\n')) {
            if (line.includes('[') && line.includes(']') && line.length > 100) throw new Error(line);
          }
        },
      ),
    );
  });
});
