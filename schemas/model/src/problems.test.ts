import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { documentProblems } from '@tenon/documents';
import { modelProblem, modelProblems } from './problems.ts';
import { problemMessage } from './translate.ts';

const sources = globSync('**/*.ts', { cwd: import.meta.dirname })
  .filter((path) => !path.endsWith('.test.ts') && path !== 'problems.ts')
  .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
  .join('\n');

describe('problem catalogue', () => {
  it.each(Object.entries(modelProblems))('[PC1] %s says the same details in both languages', (_, entry) => {
    const names = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();
    expect(names(entry['zh-CN'])).toEqual(names(entry.en));
  });

  it.each(Object.keys(modelProblems))('[PC2] %s is reported somewhere', (code) => {
    expect(sources).toContain(`'${code}'`);
  });

  it('[PC3] no code means one thing here and another in documents', () => {
    expect(Object.keys(modelProblems).filter((code) => Object.hasOwn(documentProblems, code))).toEqual([]);
  });

  it('[PC4] problems of every phase can be said in Chinese', () => {
    const problem = modelProblem('reference-unknown', { kind: 'view', id: 'a' }, '/entity', {
      kind: 'entity',
      id: 'b',
    });
    expect(problemMessage(problem, 'zh-CN')).toBe('不存在对象“b”');
    expect(problemMessage({ ...problem, code: 'of-a-plugin', message: 'No' }, 'zh-CN')).toBe('No');
  });
});
