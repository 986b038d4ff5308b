import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { noOptions, uuidPattern } from '../shared/schemas.ts';

export type UserOptions = { readonly [option: string]: never };

const isId = new RegExp(uuidPattern);

export const user = defineFieldType<UserOptions, string>({
  id: 'user',
  label: { en: 'User', 'zh-CN': '用户' },
  icon: 'user',
  optionsSchema: noOptions,
  valueSchema: () => ({ type: 'string', pattern: uuidPattern }),
  valueType: () => ({ kind: 'id', entity: 'user' }),
  relation: () => ({ cardinality: 'one', entity: 'user' }),
  resultOf: (expression) => expression,
  operators: ['==', '!=', 'in', 'empty'],
  groupable: true,
  canBeUnique: true,
  format: (value) => value,
  parse(written) {
    const id = written.trim().toLowerCase();
    if (id === '') return parsed<string>(null);
    return isId.test(id) ? parsed(id) : refused(written, 'the id of a user');
  },
  toText: (value) => value,
});
