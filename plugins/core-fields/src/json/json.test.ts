import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { type Json, mostDepth } from './canonical.ts';
import { json } from './index.ts';
import { jsonServer } from './server.ts';

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
const en = { language: 'en', timeZone: 'UTC', currency: 'EUR', phoneRegion: 'DE' } as const;

describeFieldType(
  json,
  jsonServer,
  {
    values: [
      { a: 1, b: [true, null, 'x'] },
      [1, 2],
      'text',
      0,
      -1.5,
      1e300,
      false,
      { '😀': '张伟', constructor: 'c', 'a b': { '': '\n"' } },
      nested(mostDepth) as Json,
    ],
    invalid: [
      [],
      '',
      nested(mostDepth + 1),
      JSON.parse('{"__proto__": {"admin": true}}'),
      JSON.parse('[{"a": {"__proto__": 1}}]'),
      'a\u0000',
      { a: '\ud800' },
      'x'.repeat(70_000),
      Number.NaN,
    ],
    badOptions: [{ schema: {} }],
    written: [
      ['{ "b": 1, "a": 2 }', { a: 2, b: 1 }],
      ['{}', null],
      ['[]', null],
      ['null', null],
      ['1.50', 1.5],
      ['-0', 0],
    ],
    unreadable: [
      '{',
      'NaN',
      "{'a': 1}",
      '{"a": 1,}',
      '9007199254740993',
      '{"id": 12345678901234567890}',
      '1e999',
      '[0.1000000000000000055]',
      '{"__proto__": 1}',
      `${'['.repeat(100_000)}`,
      '"\\u0000"',
    ],
  },
  { database: createTestDatabase },
);

describe('json', () => {
  it('has one form, whatever the order of keys, and no way to a prototype', () => {
    const value = json.normalize?.(JSON.parse('{"b": {"d": 1, "c": 2}, "a": 3}'), {}, en);
    expect(JSON.stringify(value)).toBe('{"a":3,"b":{"c":2,"d":1}}');
    const tricked = json.normalize?.(JSON.parse('{"__proto__": {"admin": true}, "a": 1}'), {}, en);
    expect((tricked as { admin?: boolean }).admin).toBeUndefined();
  });

  it('leaves texts that look like numbers alone', () => {
    expect(json.parse('{"id": "12345678901234567890"}', {}, en)).toEqual({
      ok: true,
      value: { id: '12345678901234567890' },
    });
  });
});
