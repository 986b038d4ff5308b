import { describe, expect, it } from '@jest/globals';
import { freeId, moved, withMember, withValue } from './change.ts';

describe('changes of documents', () => {
  it('keep the order of keys and leave the input as it is', () => {
    const document = Object.freeze({ b: 1, a: Object.freeze([Object.freeze({ y: 1, x: 2 })]) });
    expect(JSON.stringify(withValue(document, '/a/0/x', 3))).toBe('{"b":1,"a":[{"y":1,"x":3}]}');
    expect(JSON.stringify(withValue(document, '/a/0', undefined))).toBe('{"b":1,"a":[]}');
    expect(JSON.stringify(withValue(document, '/b', undefined))).toBe('{"a":[{"y":1,"x":2}]}');
    expect(JSON.stringify(withValue(document, '/c/d', 1))).toBe('{"b":1,"a":[{"y":1,"x":2}],"c":{"d":1}}');
  });

  it('put a new member where the schema has it', () => {
    const order = ['id', 'label', 'columns', 'fields'];
    expect(Object.keys(withMember({ id: 1, fields: 2 }, 'columns', 3, order))).toEqual([
      'id',
      'columns',
      'fields',
    ]);
    expect(Object.keys(withMember({ id: 1, other: 2 }, 'columns', 3, order))).toEqual([
      'id',
      'other',
      'columns',
    ]);
  });

  it('move an element and find a free id', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a'], 3, 0)).toEqual(['a']);
    expect(freeId('new', ['new', 'new_2'])).toBe('new_3');
  });
});
