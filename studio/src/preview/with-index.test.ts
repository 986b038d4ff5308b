import { describe, expect, it } from '@jest/globals';
import { withIndex } from './with-index.ts';

const sort = [{ field: 'rank', direction: 'desc' }] as const;

describe('an offered index', () => {
  it('is added to the entity under an id that is free', () => {
    const once = withIndex('{"kind":"entity","id":"visit","fields":[]}', { id: 'by_rank', sort }) ?? '';
    const twice = JSON.parse(withIndex(once, { id: 'by_rank', filter: ['state'], sort }) ?? '');
    expect(twice.indexes).toEqual([
      { id: 'by_rank', sort },
      { id: 'by_rank_2', filter: ['state'], sort },
    ]);
    expect(twice.fields).toEqual([]);
  });

  it('is not added to a text that is no document', () => {
    expect(withIndex('{', { id: 'by_rank', sort })).toBeUndefined();
    expect(withIndex('[]', { id: 'by_rank', sort })).toBeUndefined();
  });
});
