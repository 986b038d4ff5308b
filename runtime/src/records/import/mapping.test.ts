import { describe, expect, it } from '@jest/globals';
import { entityOf, fieldOf } from '../../testing/workspace.tsx';
import {
  assign,
  change,
  complete,
  fieldOfColumn,
  importableFields,
  isAdjusted,
  isKey,
  keyFields,
  keyOf,
  withKey,
} from './mapping.ts';

describe('mapping of columns', () => {
  const entity = entityOf('deal', [
    fieldOf('number', 'text', { unique: true }),
    fieldOf('account', 'relation', { relation: { cardinality: 'one', entity: 'account' } }),
    fieldOf('total', 'integer', { readOnly: true }),
    fieldOf('lines', 'relation', { relation: { cardinality: 'inverse', entity: 'line' } }),
  ]);

  it('offers what a file can fill', () => {
    expect(importableFields(entity).map(({ id }) => id)).toEqual(['number', 'account']);
  });

  it('gives each field one column, and each column one field', () => {
    let mapping = assign({}, 'No', 'number');
    mapping = assign(mapping, 'Nr', 'number');
    expect([fieldOfColumn(mapping, 'No'), fieldOfColumn(mapping, 'Nr')]).toEqual([undefined, 'number']);
    mapping = assign(mapping, 'Nr', 'account');
    expect(mapping.fields).toEqual({ account: { column: 'Nr' } });
  });

  it('loses the key with its column, and keeps what to do', () => {
    const keyed = withKey(assign({}, 'No', 'number'), ['number']);
    expect(keyed).toMatchObject({ key: 'number', mode: 'upsert' });
    expect(keyFields(entity, keyed).map(({ id }) => id)).toEqual(['number']);
    expect(withKey({ ...keyed, mode: 'update' }, ['number']).mode).toBe('update');
    const lost = assign(keyed, 'No', undefined);
    expect([lost.key, lost.mode]).toEqual([undefined, 'create']);
  });

  it('takes several fields together as a key, and loses it with any of their columns', () => {
    const mapped = assign(assign({}, 'No', 'number'), 'Firm', 'account');
    const keyed = withKey(mapped, ['number', 'account']);
    expect([keyed.key, keyOf(keyed), isKey(entity, keyOf(keyed))]).toEqual([
      ['number', 'account'],
      ['number', 'account'],
      true,
    ]);
    expect(isKey(entity, ['account'])).toBe(false);
    expect(isKey(entity, ['id', 'account'])).toBe(false);
    expect(assign({ ...keyed, repeats: 'error' }, 'Firm', undefined)).toEqual({
      fields: { number: { column: 'No' } },
      mode: 'create',
    });
  });

  it('says what else is asked of a column, and takes it back', () => {
    const adjusted = change(assign({}, 'No', 'number'), 'number', { values: { a: 'b' } });
    expect(isAdjusted(adjusted.fields?.number ?? {})).toBe(true);
    expect(change(adjusted, 'number', { values: undefined }).fields?.number).toEqual({ column: 'No' });
    expect(complete(adjusted, ['No', 'Junk', ''])).toMatchObject({ ignore: ['Junk'] });
  });
});
