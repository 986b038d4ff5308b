import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { entityId, optionsOf, uuidPattern } from '../shared/schemas.ts';

export interface ReferenceOptions {
  /** Entities whose records may be referred to. */
  readonly to: readonly string[];
}

export interface ReferenceValue {
  readonly entity: string;
  readonly id: string;
}

const mostEntities = 20;
const form = /^\s*([a-z][a-z0-9_]{0,47})\s*\/\s*([0-9a-f-]{36})\s*$/i;
const isId = new RegExp(uuidPattern);

/**
 * One record of any of several entities. To rules it is the text `account/0198…`, and `subject.entity` the entity; no path
 * goes on from it, as there is no one entity that it leads to.
 */
export const reference = defineFieldType<ReferenceOptions, ReferenceValue>({
  id: 'reference',
  label: { en: 'Relation to any of several', 'zh-CN': '多对象关联' },
  description: {
    en: 'Refers to one record of any of several entities.',
    'zh-CN': '引用多个对象中任意一个对象的一条记录。',
  },
  icon: 'link',
  optionsSchema: optionsOf(
    {
      to: {
        type: 'array',
        items: entityId,
        minItems: 1,
        maxItems: mostEntities,
        uniqueItems: true,
        description: 'Entities whose records may be referred to.',
      },
    },
    ['to'],
  ),
  checkOptions: ({ to }, context) =>
    to.flatMap((entity, index) =>
      context.hasEntity(entity) ? [] : [{ pointer: `/to/${index}`, message: `There is no entity ${entity}` }],
    ),
  valueSchema: ({ to }) => ({
    type: 'object',
    properties: { entity: { enum: to }, id: { type: 'string', pattern: uuidPattern } },
    required: ['entity', 'id'],
    additionalProperties: false,
  }),
  valueType: () => ({ kind: 'text' }),
  ruleValue: textOf,
  parts: { entity: { label: { en: 'Entity', 'zh-CN': '对象' }, valueType: { kind: 'text' } } },
  refersTo: ({ to }) => to,
  operators: ['==', '!=', 'in', 'empty'],
  groupable: false,
  canBeUnique: false,
  findable: 'never',
  normalize: ({ entity, id }) => ({ entity, id }),
  format: textOf,
  parse(written, { to }) {
    if (written.trim() === '') return parsed<ReferenceValue>(null);
    const [, entity = '', id = ''] = form.exec(written) ?? [];
    const value = { entity: entity.toLowerCase(), id: id.toLowerCase() };
    return to.includes(value.entity) && isId.test(value.id)
      ? parsed(value)
      : refused(written, `an entity and an id, as in ${to[0]}/0198c0de-0000-7000-8000-000000000001`);
  },
  toText: textOf,
});

function textOf({ entity, id }: ReferenceValue): string {
  return `${entity}/${id}`;
}
