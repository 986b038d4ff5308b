import type { JsonSchema } from '@tenon/plugin-api';

const text = { type: 'string' };
const orNull = { type: ['string', 'null'] };
const person: JsonSchema = {
  type: ['object', 'null'],
  properties: { id: text, name: text },
  required: ['id', 'name'],
  description: 'Null for the system.',
};
const changes: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      field: text,
      label: text,
      from: {},
      to: {},
      fromText: text,
      toText: text,
      removed: { const: true, description: 'The configuration has the field no more.' },
    },
    required: ['field', 'label', 'fromText', 'toText'],
  },
};
const action = { enum: ['create', 'update', 'delete', 'restore'] };
const base = { id: text, at: { type: 'string', format: 'date-time' }, by: person };
const pageOf = (item: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: {
    items: { type: 'array', items: item },
    next: { ...orNull, description: 'Pass as `after`; null at the end.' },
  },
  required: ['items', 'next'],
});

/** What happened to a record: its history, and its timeline. */
export const pastSchemas = {
  historyPage: pageOf({
    type: 'object',
    properties: { ...base, action, version: { type: 'integer' }, source: text, origin: orNull, changes },
    required: ['id', 'at', 'by', 'action', 'version', 'source', 'origin', 'changes'],
  }),
  timelinePage: pageOf({
    type: 'object',
    properties: { ...base, kind: { enum: ['change', 'task', 'touchpoint', 'file', 'related'] } },
    required: ['id', 'at', 'by', 'kind'],
    description: 'What else there is follows from the kind.',
  }),
} as const;
