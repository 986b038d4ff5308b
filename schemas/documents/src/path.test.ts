import { describe, expect, it } from '@jest/globals';
import { documentAt, documentPath } from './path.ts';

describe('paths of documents', () => {
  it('[DP1] underscores are hyphens in file names, both ways', () => {
    expect(documentPath({ kind: 'task-type', id: 'follow_up' })).toBe('task-type/follow-up.json');
    expect(documentAt('task-type/follow-up.json')).toEqual({ kind: 'task-type', id: 'follow_up' });
  });

  it.each(['account.json', 'entity/Account.json', 'entity/a.txt', '../entity/a.json', 'entity/a/b.json', ''])(
    '[DP2] %j is no place of a document',
    (path) => {
      expect(documentAt(path)).toBeUndefined();
    },
  );
});
