import { describe, expect, it } from '@jest/globals';
import { messageIn, shown, sortProblems } from './catalogue.ts';
import { documentProblem, documentProblems } from './problems.ts';

const account = { kind: 'entity', id: 'account' };

describe('problem catalogue', () => {
  it.each(Object.entries(documentProblems))(
    '[DC1] %s says the same details in both languages',
    (_, entry) => {
      const names = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();
      expect(names(entry['zh-CN'])).toEqual(names(entry.en));
    },
  );

  it('[DC2] a message can be said again in another language from its details', () => {
    const problem = documentProblem('property-missing', account, '/fields/0', { property: 'type' });
    expect(problem.message).toBe("the property 'type' is missing");
    expect(messageIn(problem, 'zh-CN', documentProblems)).toBe('缺少属性“type”');
    expect(messageIn({ ...problem, code: 'toString' }, 'zh-CN', documentProblems)).toBe(problem.message);
  });

  it('[DC3] problems are sorted by document and place, numbers by size', () => {
    const at = (id: string, pointer: string) =>
      documentProblem('property-missing', { kind: 'entity', id }, pointer);
    const sorted = sortProblems([
      at('b', ''),
      at('a', '/fields/10'),
      at('a', '/fields/9/id'),
      at('a', '/fields/9'),
    ]);
    expect(sorted.map(({ document, pointer }) => document.id + pointer)).toEqual([
      'a/fields/9',
      'a/fields/9/id',
      'a/fields/10',
      'b',
    ]);
  });

  it('[DC4] long values are cut', () => {
    expect(shown('x'.repeat(1000)).length).toBeLessThanOrEqual(60);
    expect(shown(undefined)).toBe('undefined');
  });
});
