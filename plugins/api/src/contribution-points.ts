import type { JsonSchema } from './field-type.ts';

/** What a contribution to one point must look like: its data by schema, its functions by name. */
export interface ContributionPoint {
  /** Over the contribution without its functions. */
  readonly schema: JsonSchema;
  readonly functions: { readonly required: readonly string[]; readonly optional: readonly string[] };
  /** Members that are objects with functions of their own. */
  readonly parts?: readonly string[];
  /** Members that hold React components. */
  readonly components?: readonly string[];
}

const id: JsonSchema = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,47}$' };
/** Rule operators may be signs too: `==`, `<=`, `+`. */
const operatorId: JsonSchema = { type: 'string', pattern: '^([a-z][a-z0-9_]{0,47}|[-+*/%<>=!?]{1,3})$' };
const strategyId: JsonSchema = { type: 'string', pattern: '^[a-z][a-z0-9_-]{0,47}$' };
const text: JsonSchema = {
  anyOf: [
    { type: 'string', minLength: 1 },
    {
      type: 'object',
      properties: { en: { type: 'string', minLength: 1 }, 'zh-CN': { type: 'string', minLength: 1 } },
      additionalProperties: false,
      minProperties: 1,
    },
  ],
};
const icon: JsonSchema = { type: 'string', minLength: 1, maxLength: 200 };
/** Options are an object, so that a document can name each of them. */
const optionsSchema: JsonSchema = {
  type: 'object',
  properties: { type: { const: 'object' } },
  required: ['type'],
};
const ids: JsonSchema = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true };
const amount: JsonSchema = { type: 'integer', minimum: 0 };

const none = { required: [], optional: [] } as const;

function data(properties: { readonly [name: string]: JsonSchema }, required: readonly string[]): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

export const contributionPoints = {
  fieldTypes: {
    schema: data(
      {
        id,
        label: text,
        description: text,
        icon,
        optionsSchema,
        operators: ids,
        groupable: { type: 'boolean' },
        canBeUnique: { type: 'boolean' },
        summable: { type: 'boolean' },
        assigned: { type: 'boolean' },
        secret: { type: 'boolean' },
        findable: { enum: ['always', 'named', 'never'] },
        parts: {
          type: 'object',
          additionalProperties: data(
            {
              label: text,
              valueType: { type: 'object', required: ['kind'] },
              as: { type: 'object', required: ['type'] },
            },
            ['label', 'valueType'],
          ),
        },
      },
      ['id', 'label', 'icon', 'optionsSchema', 'operators', 'groupable', 'canBeUnique'],
    ),
    functions: {
      required: ['valueSchema', 'valueType', 'format', 'parse', 'toText'],
      optional: [
        'checkOptions',
        'check',
        'compute',
        'resultOf',
        'refersTo',
        'total',
        'storage',
        'relation',
        'compare',
        'normalize',
        'ruleValue',
        'currency',
        'searchText',
      ],
    },
  },
  operators: {
    schema: {
      type: 'object',
      properties: {
        id: operatorId,
        label: { type: 'object', properties: { en: text, 'zh-CN': text }, required: ['en', 'zh-CN'] },
        between: { type: 'object', properties: { en: text, 'zh-CN': text }, required: ['en', 'zh-CN'] },
        timeDependent: { type: 'boolean' },
        values: { type: 'object', required: ['arity', 'result'] },
        related: { type: 'object', required: ['result'] },
        row: { type: 'object', required: ['arity', 'result'] },
      },
      required: ['id', 'label'],
      anyOf: [{ required: ['values'] }, { required: ['related'] }, { required: ['row'] }],
      additionalProperties: false,
    },
    functions: none,
    parts: ['values', 'related', 'row'],
  },
  viewTypes: {
    schema: data({ id, label: text, icon, optionsSchema, fieldOptions: { type: 'object' } }, [
      'id',
      'label',
      'icon',
      'optionsSchema',
    ]),
    functions: none,
  },
  tileTypes: {
    schema: data(
      {
        id,
        label: text,
        icon,
        optionsSchema,
        report: data({ groups: data({ least: amount, most: amount }, ['least', 'most']) }, ['groups']),
        size: data({ w: { type: 'integer', minimum: 1, maximum: 12 }, h: { type: 'integer', minimum: 1 } }, [
          'w',
          'h',
        ]),
      },
      ['id', 'label', 'icon', 'optionsSchema', 'size'],
    ),
    functions: none,
  },
  assignmentStrategies: {
    schema: data({ id: strategyId, label: text, description: text, parts: { type: 'array', minItems: 1 } }, [
      'id',
      'label',
      'description',
      'parts',
    ]),
    functions: { required: ['score'], optional: [] },
  },
  documentKinds: {
    schema: data({ id: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,47}$' }, schema: { type: 'object' } }, [
      'id',
      'schema',
    ]),
    functions: none,
  },
} as const satisfies { readonly [point: string]: ContributionPoint };

export const serverContributionPoints = {
  fieldTypes: {
    schema: data({ id, keeping: { type: 'object' }, renewal: { type: 'object' } }, ['id']),
    functions: {
      required: ['columns', 'toDb', 'fromDb'],
      optional: ['value', 'order', 'uniqueKey', 'refersTo', 'exactly', 'reveal'],
    },
    parts: ['keeping', 'renewal'],
  },
} as const satisfies { readonly [point: string]: ContributionPoint };

export const browserContributionPoints = {
  fieldTypes: {
    schema: data({ id, align: { enum: ['start', 'end'] }, width: { type: 'integer', minimum: 1 } }, ['id']),
    functions: none,
    components: ['Control', 'Cell'],
  },
  viewTypes: {
    schema: data({ id, loads: { enum: ['itself'] } }, ['id']),
    functions: none,
    components: ['View'],
  },
  tileTypes: { schema: data({ id }, ['id']), functions: none, components: ['Tile'] },
} as const satisfies { readonly [point: string]: ContributionPoint };
