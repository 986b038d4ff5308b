import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Problem } from '@tenon/documents';
import { phrases } from './phrases.ts';
import { problemHint, problemMessage } from './translate.ts';

const root = join(import.meta.dirname, '../../..');

const problem = (more: Partial<Problem>): Problem => ({
  code: 'type-mismatch',
  severity: 'error',
  document: { kind: 'view', id: 'a' },
  pointer: '',
  message: '',
  ...more,
});

/** String and template literals, each `${…}` as the word that would stand there. */
const literalsIn = (source: string): readonly string[] =>
  [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"((?:[^"\\\n]|\\.)*)"/g)].map(
    ([, single, template, double]) =>
      (single ?? double ?? template ?? '')
        .replaceAll(/\$\{(?:upper\()?(?:nameOf|alternatives|kindNames)[^}]*\}/g, 'a number')
        .replaceAll(/\$\{(?:due|seen)\}/g, 'a date')
        .replaceAll(/\$\{type\.of\.kind\}/g, 'number')
        .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, 'x1'),
  );

/** What the rule language says: sentences in the files that report problems. */
const sentences = globSync('schemas/expressions/src/**/*.ts', { cwd: root })
  .filter((path) => !/test|describe\.ts|problems\.ts|types\.ts/.test(path))
  .flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .filter((line) => !/sql`|label: \{|between: \{|throw|^\s*(?:\*|\/[/*])|import /.test(line))
      .flatMap(literalsIn),
  )
  .filter((text) => text.trim().split(' ').length > 3);

/** Hints that are written where the problem is made. */
const hints = globSync('{schemas,server}/**/src/**/*.ts', {
  cwd: root,
  exclude: (name) => name === 'node_modules',
})
  .filter((path) => !path.includes('test'))
  .flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .filter((line) => /\bhint(?: =|:) ['`]/.test(line)),
  )
  .flatMap(literalsIn)
  .filter((text) => text.includes(' '));

const chinese = /\p{Script=Han}/u;

describe('problems in the language of the reader', () => {
  it('[PC5] what the rule language says has its Chinese', () => {
    expect(sentences.length).toBeGreaterThan(40);
    expect(
      sentences.filter((text) => !chinese.test(problemMessage(problem({ message: text }), 'zh-CN'))),
    ).toEqual([]);
  });

  it('[PC5] a sentence may hold another one, and words of ours in its details', () => {
    const message = (more: Partial<Problem>) => problemMessage(problem(more), 'zh-CN');
    expect(message({ message: 'A number is due here, not text ("abc")' })).toBe(
      '此处应为数字，而不是文本（"abc"）',
    );
    expect(
      message({
        code: 'value-type',
        details: { value: '5', expected: 'a text, or an object with en or zh-CN' },
      }),
    ).toBe('此处应为 文本，或含 en or zh-CN 的对象结构，实际为 5');
    expect(
      message({
        code: 'cron-invalid',
        details: { value: '0 25 * * *', reason: "'25' is not a hour: 0 to 23" },
      }),
    ).toBe('“0 25 * * *”不是有效的定时表达式：“25”不在 0 到 23 的范围内');
    expect(message({ message: 'Of a plugin, not 5' })).toBe('Of a plugin, not 5');
  });

  it('[PC6] a hint keeps the words that were filled in', () => {
    const hint = (text: string) => problemHint(problem({ hint: text }), 'zh-CN');
    expect(hint("Did you mean 'amount'?")).toBe('是否想写“amount”？');
    expect(hint('Options: won, lost')).toBe('可用选项：won, lost');
    expect(hint('Of a plugin')).toBe('Of a plugin');
    expect(problemHint(problem({ hint: "Did you mean 'a'?" }), 'en')).toBe("Did you mean 'a'?");
    expect(problemHint(problem({}), 'zh-CN')).toBeUndefined();
  });

  it('[PC7] a translation takes over everything that was filled in', () => {
    const names = (text: string) => [...new Set(text.match(/\{[a-zA-Z]+\}/g) ?? [])].toSorted();
    const lost = Object.entries(phrases).filter(
      ([english, said]) => names(said).some((name) => !names(english).includes(name)) || !said,
    );
    expect(lost).toEqual([]);
  });

  it('[PC6] hints have their Chinese', () => {
    expect(hints.length).toBeGreaterThan(8);
    expect(hints.filter((hint) => !chinese.test(problemHint(problem({ hint }), 'zh-CN') ?? ''))).toEqual([]);
  });
});
