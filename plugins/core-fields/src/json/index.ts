import type { Text } from '@tenon/documents';
import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { noOptions } from '../shared/schemas.ts';
import {
  canonicalJson,
  inOrder,
  type Json,
  type JsonFault,
  keepsNumbers,
  mostBytes,
  mostDepth,
} from './canonical.ts';

export type JsonOptions = { readonly [option: string]: never };

const faults: { readonly [F in JsonFault]: Text } = {
  depth: { en: `goes deeper than ${mostDepth} levels`, 'zh-CN': `嵌套超过 ${mostDepth} 层` },
  size: { en: `is longer than ${mostBytes / 1024} KB`, 'zh-CN': `超过 ${mostBytes / 1024} KB` },
  key: { en: 'has a key "__proto__", which is not allowed', 'zh-CN': '含有不允许的键 "__proto__"' },
  number: { en: 'has a number that JSON cannot hold', 'zh-CN': '含有 JSON 无法表示的数字' },
  text: { en: 'has text that cannot be stored', 'zh-CN': '含有无法保存的文本' },
};

/** Any JSON that says something; `{}`, `[]` and `""` are empty, and so is null. */
export const json = defineFieldType<JsonOptions, Json>({
  id: 'json',
  label: { en: 'JSON', 'zh-CN': 'JSON' },
  description: {
    en: 'Data of another program, kept as it is. Rules see its text.',
    'zh-CN': '其他程序的数据，原样保存；规则中为其文本。',
  },
  icon: 'code',
  optionsSchema: noOptions,
  valueSchema: () => ({
    anyOf: [
      { type: 'object', minProperties: 1 },
      { type: 'array', minItems: 1 },
      { type: 'string', minLength: 1 },
      { type: 'number' },
      { type: 'boolean' },
    ],
  }),
  check(value) {
    const made = canonicalJson(value);
    return 'fault' in made ? faults[made.fault] : undefined;
  },
  valueType: () => ({ kind: 'text' }),
  ruleValue: textOf,
  operators: ['icontains', 'empty'],
  groupable: false,
  canBeUnique: false,
  normalize: inOrder,
  format: textOf,
  parse(written) {
    const text = written.trim();
    if (text === '') return parsed<Json>(null);
    const allowed = 'JSON such as {"size": 3}';
    if (text.length > mostBytes * 2) return refused(written, `JSON of at most ${mostBytes / 1024} KB`);
    let value: Json;
    try {
      value = JSON.parse(text) as Json;
    } catch {
      return refused(written, allowed);
    }
    const made = canonicalJson(value);
    if ('fault' in made) return refused(written, allowed);
    if (!keepsNumbers(text))
      return refused(written, 'JSON whose numbers a program can hold; write long ones as text');
    return isNothing(made.text) ? parsed<Json>(null) : parsed(inOrder(value));
  },
  toText: textOf,
});

function textOf(value: Json): string {
  return JSON.stringify(inOrder(value));
}

function isNothing(text: string): boolean {
  return text === '{}' || text === '[]' || text === '""' || text === 'null';
}
