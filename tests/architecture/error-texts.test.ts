/** What the server and the field types say to people is said in Chinese too. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreTiles } from '@tenon/core-tiles';
import { coreViews } from '@tenon/core-views';
import { exampleRating } from '@tenon/example-rating';
import { createRegistry } from '@tenon/plugin-api';
import { errorText } from '../../server/src/http/error-text.ts';
import { root } from './import-table.ts';

const plugins = [coreRules, coreFields, coreTiles, coreViews, exampleRating];
const registry = createRegistry(plugins);

type Node = { readonly [member: string]: unknown };

/** Texts that an expression may be; what is filled in stands as a word. */
function textsOf(node: unknown): readonly string[] {
  const { type, ...rest } = (node ?? {}) as Node;
  if (type === 'StringLiteral') return [String(rest.value)];
  if (type === 'TemplateLiteral')
    return [(rest.quasis as Node[]).map(({ cooked }) => String(cooked)).join('12')];
  if (type === 'ConditionalExpression') return [...textsOf(rest.consequent), ...textsOf(rest.alternate)];
  if (type === 'BinaryExpression') return [...textsOf(rest.left), ...textsOf(rest.right)];
  return type === 'ParenthesisExpression' ? textsOf(rest.expression) : [];
}

const operand = (node: Node, index: number) => (node.arguments as Node[] | undefined)?.[index]?.expression;

/** What a node says to somebody who is refused: messages of errors, of mistakes, of problems with their place. */
function saidBy(node: Node): readonly string[] {
  const callee = node.callee as Node | undefined;
  const named = (callee?.property as Node | undefined)?.value;
  if (node.type === 'NewExpression' && callee?.value === 'TenonError') return textsOf(operand(node, 1));
  if (node.type === 'CallExpression' && named === 'throwIfAny') return textsOf(operand(node, 1));
  if (node.type === 'CallExpression' && named === 'add' && (node.arguments as Node[]).length === 3)
    return textsOf(operand(node, 2));
  if (node.type === 'KeyValueProperty' && (node.key as Node).value === 'message') return textsOf(node.value);
  if (node.type === 'VariableDeclarator' && (node.id as Node).value === 'message') return textsOf(node.init);
  return [];
}

/** What is wrong with a text that is no value, and with options. */
function refusedBy(node: Node): readonly string[] {
  const key = (node.key as Node | undefined)?.value;
  if (node.type === 'KeyValueProperty' && (key === 'message' || key === 'hint')) return textsOf(node.value);
  if (node.type !== 'CallExpression' || (node.callee as Node).value !== 'refused') return [];
  return textsOf(operand(node, 1)).map((allowed) => `“x” is not ${allowed}`);
}

function sentencesIn(
  node: unknown,
  said: (node: Node) => readonly string[],
  found: string[] = [],
): readonly string[] {
  if (Array.isArray(node)) for (const part of node) sentencesIn(part, said, found);
  else if (typeof node === 'object' && node !== null) {
    found.push(...said(node as Node));
    for (const part of Object.values(node)) sentencesIn(part, said, found);
  }
  return found;
}

function descriptionsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    key === 'description' && typeof part === 'string' ? [part] : descriptionsIn(part),
  );
}

/** Where nobody reads it in a browser, or where it is a finding of the compiler, which has phrases of its own. */
const spoken =
  /\.test\.ts$|\/testing\/|^server\/src\/(cli|conversion|demo)\/|doctor\.ts$|shared\/parsing\.ts$/;
const sentence = /[a-z]+ [a-z0-9]+/i;
const chinese = /\p{Script=Han}/u;

describe('what people are told when something is refused', () => {
  it.each([
    ['by the server', 'server/src/**/*.ts', saidBy],
    ['by field types', 'plugins/core-fields/src/*/*.ts', refusedBy],
  ] as const)('is said in Chinese %s', (_, files, said) => {
    const missing = globSync(files, { cwd: root })
      .filter((path) => !spoken.test(path))
      .flatMap((path) =>
        sentencesIn(parseSync(readFileSync(join(root, path), 'utf8'), { syntax: 'typescript' }).body, said)
          .filter((text) => sentence.test(text) && !chinese.test(errorText(text, 'zh-CN', registry)))
          .map((text) => `${path}: ${text}`),
      );
    expect(missing).toEqual([]);
  });

  it('and so is what their schemas of options say', () => {
    const said = plugins.flatMap(({ contributes: { fieldTypes = [], tileTypes = [], viewTypes = [] } }) =>
      [...fieldTypes, ...tileTypes, ...viewTypes].flatMap((each) => descriptionsIn(each.optionsSchema)),
    );
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((text) => !chinese.test(registry.say(text, 'zh-CN') ?? ''))).toEqual([]);
  });

  it('keeps what was filled in, and what is none of our sentences', () => {
    expect(errorText("There is no queue 'inbox'", 'zh-CN', registry)).toBe('没有队列“inbox”');
    expect(errorText('The value at /0/city must be string', 'zh-CN', registry)).toBe(
      '/0/city 处的值须为 string',
    );
    expect(errorText('“abc” is not a whole number', 'zh-CN', registry)).toBe('“abc”不是整数');
    expect(errorText('Bring a colleague', 'zh-CN', registry)).toBe('Bring a colleague');
    expect(errorText('Not found', 'en', registry)).toBe('Not found');
  });
});
