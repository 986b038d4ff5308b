import type { JsonSchema } from '@tenon/plugin-api';
import { pastSchemas } from './past.ts';

export const ref = (section: 'schemas' | 'responses', name: string): JsonSchema => ({
  $ref: `#/components/${section}/${name}`,
});

const text = { type: 'string' };
const inQuery = (name: string, schema: JsonSchema, description: string): JsonSchema => ({
  name,
  in: 'query',
  schema,
  description,
});
const fields = inQuery('fields', text, 'Fields or paths such as owner.team, with commas between.');
const titles = inQuery('titles', { type: 'boolean' }, 'Also gives what people read in place of ids.');

export const parameters = {
  id: { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
  version: {
    name: 'If-Match',
    in: 'header',
    required: true,
    schema: { type: 'string', pattern: '^(W/)?"[0-9]{1,9}"$' },
    description: 'The version that the writer has seen, as the ETag of a read.',
  },
  read: [fields, titles],
  list: [
    inQuery('where', text, 'A condition: JsonLogic as JSON.'),
    inQuery('search', text, 'Text looked for in the search fields.'),
    inQuery('sort', text, 'Fields with commas between; a minus in front turns the order round.'),
    fields,
    inQuery('limit', { type: 'integer', minimum: 1, maximum: 500, default: 50 }, 'Records on a page.'),
    inQuery('after', text, '`next` of the page before.'),
    inQuery('count', { enum: ['none', 'bounded'] }, '`bounded` counts, exactly up to 10,000.'),
    titles,
    inQuery('deleted', { type: 'boolean' }, 'Deleted records instead of live ones.'),
  ],
  history: [
    inQuery('after', text, '`next` of the page before.'),
    inQuery('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }, 'Changes on a page.'),
    inQuery('field', text, 'Only changes of this field.'),
    inQuery('by', text, 'Only changes by this user.'),
  ],
  timeline: [
    inQuery('after', text, '`next` of the page before.'),
    inQuery('limit', { type: 'integer', minimum: 1, maximum: 100, default: 30 }, 'Events on a page.'),
    inQuery('kinds', text, 'Of change, task, touchpoint, file, related, with commas between.'),
    inQuery('relations', text, 'Relations whose records are told of; those of the record page when absent.'),
  ],
} as const;

export const problemResponses: JsonSchema = {
  '4XX': ref('responses', 'problem'),
  '5XX': ref('responses', 'problem'),
};

const condition = { description: 'A condition: JsonLogic.' };
const id = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,47}$' };
const sortBy = (name: string): JsonSchema => ({
  type: 'array',
  items: {
    type: 'object',
    properties: { [name]: text, direction: { enum: ['asc', 'desc'], default: 'asc' } },
    required: [name],
  },
});

export const components = {
  securitySchemes: {
    token: { type: 'http', scheme: 'bearer' },
    session: { type: 'apiKey', in: 'cookie', name: 'tenon_session' },
  },
  responses: {
    problem: {
      description: 'What went wrong',
      content: { 'application/problem+json': { schema: ref('schemas', 'problem') } },
    },
  },
  schemas: {
    ...pastSchemas,
    problem: {
      type: 'object',
      description: 'RFC 9457.',
      properties: {
        type: text,
        title: text,
        status: { type: 'integer' },
        code: text,
        detail: text,
        errors: {
          type: 'array',
          items: {
            type: 'object',
            properties: { pointer: text, code: text, message: text },
            required: ['pointer', 'code', 'message'],
          },
        },
      },
      required: ['type', 'title', 'status', 'code', 'detail'],
    },
    query: {
      type: 'object',
      properties: {
        where: condition,
        search: text,
        sort: sortBy('field'),
        fields: { type: 'array', items: text },
        limit: { type: 'integer', minimum: 1, maximum: 500, default: 50 },
        after: text,
        count: { enum: ['none', 'bounded'] },
        titles: { type: 'boolean' },
        deleted: { type: 'boolean' },
      },
      additionalProperties: false,
    },
    aggregateQuery: {
      type: 'object',
      properties: {
        where: condition,
        groupBy: {
          type: 'array',
          items: {
            type: 'object',
            properties: { id, field: text, bucket: { enum: ['day', 'week', 'month', 'quarter', 'year'] } },
            required: ['id', 'field'],
          },
        },
        measures: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              id,
              aggregate: { enum: ['count', 'sum', 'avg', 'min', 'max'] },
              field: text,
              where: condition,
            },
            required: ['id', 'aggregate'],
          },
        },
        sort: sortBy('by'),
        limit: { type: 'integer', minimum: 1 },
      },
      required: ['measures'],
      additionalProperties: false,
    },
    aggregateResult: {
      type: 'object',
      properties: {
        rows: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              values: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
              titles: { type: 'object', additionalProperties: text },
            },
            required: ['values', 'titles'],
          },
        },
        more: { type: 'boolean' },
      },
      required: ['rows', 'more'],
    },
  },
} as const;
