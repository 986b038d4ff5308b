import { describe, expect, it } from '@jest/globals';
import { placeAt, rangeOf } from './pointer-range.ts';

const text = `{
  "kind": "form",
  "sections": [
    { "id": "main", "fields": [{ "field": "name" }, { "field": "a/b~c" }] },
    {
      "id": "more"
    }
  ],
  "a/b": { "~": 1 }
}
`;
const shown = (pointer: string) => {
  const { from, to } = rangeOf(text, pointer);
  return text.slice(from, to);
};

describe('the range of a pointer', () => {
  it.each([
    ['/kind', '"form"'],
    ['/sections/0/id', '"main"'],
    ['/sections/0/fields/1/field', '"a/b~c"'],
    ['/sections/0/fields/0', '{ "field": "name" }'],
    ['/sections/1/id', '"more"'],
    ['/a~1b/~0', '1'],
  ])('of %s is the value', (pointer, value) => {
    expect(shown(pointer)).toBe(value);
  });

  it('of a long value is its key, or its first line where it has none', () => {
    expect(shown('/sections')).toBe('"sections"');
    expect(shown('/sections/1')).toBe('{');
    expect(shown('')).toBe('{');
  });

  it('of a place that is not there is the nearest thing around it', () => {
    expect(shown('/sections/0/fields/7/field')).toBe('[{ "field": "name" }, { "field": "a/b~c" }]');
    expect(shown('/nothing/at/all')).toBe('{');
    expect(shown('/kind/deeper')).toBe('"form"');
  });

  it('stays within a text that is half written', () => {
    for (let length = 0; length <= text.length; length += 1) {
      const part = text.slice(0, length);
      const { from, to } = rangeOf(part, '/sections/0/fields/0/field');
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(part.length);
      expect(from).toBeLessThanOrEqual(to);
    }
  });
});

describe('the place of a position', () => {
  const placeOf = (mark: string) => placeAt(text, text.indexOf(mark) + 2);

  it.each([
    ['"form"', '/kind', false],
    ['"main"', '/sections/0/id', false],
    ['"name"', '/sections/0/fields/0/field', false],
    ['"more"', '/sections/1/id', false],
    ['"kind"', '/kind', true],
    ['"sections"', '/sections', true],
  ])('in %s is %s', (mark, pointer, inKey) => {
    expect(placeOf(mark)).toMatchObject({ pointer, inKey });
  });

  it('knows the keys of the object around a key', () => {
    expect(placeOf('"kind"').object).toMatchObject({ pointer: '', keys: ['kind', 'sections', 'a/b'] });
    expect(placeOf('"id"').object).toMatchObject({ pointer: '/sections/0', keys: ['id', 'fields'] });
  });
});
