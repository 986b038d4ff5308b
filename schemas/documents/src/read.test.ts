import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDocument } from './read.ts';

describe('readDocument', () => {
  it('[DR1] a syntax error has its line, its column and what was due', () => {
    const [problem] = readDocument('{\n  "kind": "entity",\n  id: 1\n}').problems;
    expect(problem).toMatchObject({ code: 'json-syntax', details: { line: 3, column: 3 } });
    expect(problem?.message).toBe(
      "not JSON at line 3, column 3: 'id' stands where a key in double quotes is due",
    );
  });

  it.each([
    ['', 'a value'],
    ['[1,]', 'a value'],
    ['{"a" 1}', "':'"],
    ['{"a":1', "',' or '}'"],
    ['[1 2]', "',' or ']'"],
    ['1 2', 'the end'],
    ['{"a":01}', "',' or '}'"],
    ['"a\nb"', 'a value'],
  ])('[DR1] %j: %s is due', (text, expected) => {
    expect(readDocument(text).problems[0]?.details).toMatchObject({ expected });
  });

  it('[DR2] a key that stands twice is told with the place of the second', () => {
    const { problems, value } = readDocument('{ "a": { "b": 1,\n "b": 2 } }');
    expect(problems).toMatchObject([
      { code: 'json-duplicate-key', pointer: '/a/b', details: { key: 'b', line: 2, column: 2 } },
    ]);
    expect(value).toEqual({ a: { b: 2 } });
  });

  it('[DR3] finds the line and column of a pointer, or of the nearest place around it', () => {
    const read = readDocument('{\n  "fields": [\n    { "id": "a" },\n    { "id": "b" }\n  ]\n}');
    expect(read.position('/fields/1/id')).toEqual({ line: 4, column: 7 });
    expect(read.position('/fields/1/type')).toEqual({ line: 4, column: 5 });
    expect(read.position('')).toEqual({ line: 1, column: 1 });
  });

  it('[DR4] refuses what is too deep or too large without recursing', () => {
    expect(readDocument('['.repeat(200_000)).problems).toMatchObject([{ code: 'document-too-deep' }]);
    expect(readDocument(`"${'x'.repeat(1_000_001)}"`).problems).toMatchObject([
      { code: 'document-too-large' },
    ]);
    expect(readDocument(`"${'x'.repeat(900_000)}"`).problems).toEqual([]);
  });

  it('[DR5] takes exactly the texts that JSON.parse takes', () => {
    const almostJson = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '}', ']', '"', '\\', '0', ' ', '{"a":1,"a":2}', '\u007f'),
      )
      .map(([text, at, more]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + more + text.slice(place + (at % 3 === 0 ? 1 : 0));
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), almostJson, fc.string()), (text) => {
        let value: unknown;
        let valid = true;
        try {
          value = JSON.parse(text);
        } catch {
          valid = false;
        }
        const read = readDocument(text);
        expect(read.problems.some(({ code }) => code === 'json-syntax')).toBe(!valid);
        if (valid) expect(read.value).toEqual(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('[DR6] a byte order mark is no part of the text', () => {
    expect(readDocument('\uFEFF{"a":1}')).toMatchObject({ value: { a: 1 }, problems: [] });
  });
});
