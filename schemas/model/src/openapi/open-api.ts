import { textIn } from '@tenon/documents';
import type { JsonSchema } from '@tenon/plugin-api';
import { isReadOnlyFor } from '../app-config/fields.ts';
import { valueSchemaOf } from '../forms/value-schema.ts';
import type { EntityModel, FieldModel, Model } from '../model.ts';
import type { Access } from '../permissions/access.ts';
import { canReadField } from '../permissions/readable.ts';
import { systemAccess } from '../permissions/system-access.ts';
import { operations } from './operations/index.ts';
import { describeOperation, isOpenTo } from './operations/operation.ts';
import { recordOperations } from './operations/records.ts';
import { components, parameters, problemResponses, ref } from './parts.ts';

/** The API with the live configuration as OpenAPI 3.1, as far as the access goes; everything without one. */
export function openApiOf(model: Model, access: Access = systemAccess(model)): JsonSchema {
  const entities = [...model.entities.values()].filter(({ id }) => access.can(id, 'read'));
  return {
    openapi: '3.1.0',
    info: {
      title: `${textIn(model.organisation.label, 'en')}`,
      version: '1',
      description:
        'The records of this configuration, and what is done with them. Empty is null. Decimals are text. Writes of a cookie session carry the header x-csrf-token.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { session: [] }],
    tags: entities.map(({ id, description }) => ({
      name: id,
      ...(description !== undefined && { description: textIn(description, 'en') }),
    })),
    paths: {
      ...Object.fromEntries(entities.flatMap((entity) => pathsOf(entity, access))),
      ...fixedPaths(access),
    },
    components: {
      ...components,
      schemas: {
        ...components.schemas,
        ...Object.fromEntries(entities.flatMap((entity) => schemasOf(entity, access))),
      },
    },
  };
}

function pathsOf(entity: EntityModel, access: Access): readonly [string, JsonSchema][] {
  const { id } = entity;
  const base = `/records/${id}`;
  const label = textIn(entity.label, 'en', id);
  const plural = textIn(entity.labelPlural, 'en', id);
  const about = (operation: string, summary: string): JsonSchema => ({
    operationId: `${operation}_${id}`,
    summary,
    tags: [id],
  });
  const page = answer(200, 'A page of records', ref('schemas', `${id}.page`));
  const record = (status: number): JsonSchema => answer(status, 'The record', ref('schemas', id));
  const can = (action: 'create' | 'update' | 'delete' | 'restore'): boolean => access.can(id, action);
  const paths: [string, JsonSchema][] = [
    [
      base,
      {
        get: { ...about('list', `List ${plural}`), parameters: parameters.list, responses: page },
        ...(can('create') && {
          post: { ...about('create', `Create ${label}`), ...body(`${id}.create`), responses: record(201) },
        }),
      },
    ],
    [`${base}/query`, { post: { ...about('query', `Query ${plural}`), ...body('query'), responses: page } }],
    [
      `${base}/aggregate`,
      {
        post: {
          ...about('aggregate', `Count and sum ${plural}`),
          ...body('aggregateQuery'),
          responses: answer(200, 'A row per group', ref('schemas', 'aggregateResult')),
        },
      },
    ],
    [
      `${base}/{id}`,
      {
        parameters: [parameters.id],
        get: { ...about('read', `Read ${label}`), parameters: parameters.read, responses: record(200) },
        ...(can('update') && {
          patch: {
            ...about('update', `Change ${label}`),
            parameters: [parameters.version],
            ...body(`${id}.update`),
            responses: record(200),
          },
        }),
        ...(can('delete') && {
          delete: {
            ...about('delete', `Delete ${label}`),
            parameters: [parameters.version],
            responses: { ...problemResponses, '2XX': { description: 'Deleted; it can be restored' } },
          },
        }),
      },
    ],
  ];
  paths.push(
    [
      `${base}/{id}/history`,
      {
        parameters: [parameters.id],
        get: {
          ...about('history', `Changes of ${label}, newest first`),
          parameters: parameters.history,
          responses: answer(200, 'A page of changes', ref('schemas', 'historyPage')),
        },
      },
    ],
    [
      `${base}/{id}/timeline`,
      {
        parameters: [parameters.id],
        get: {
          ...about('timeline', `What happened around ${label}, newest first`),
          parameters: parameters.timeline,
          responses: answer(200, 'A page of the timeline', ref('schemas', 'timelinePage')),
        },
      },
    ],
  );
  for (const { path, method, id: name, action, ...operation } of recordOperations) {
    if (![action].flat().some((one) => access.can(id, one))) continue;
    const described = describeOperation(
      { ...operation, method, path: `${base}${path}`, id: `${name}_${id}`, needs: 'viewer' },
      id,
      parameters.version,
    );
    paths.push([`${base}${path}`, { [method]: described }]);
  }
  if (can('restore')) {
    const restore = { ...about('restore', `Restore ${label}`), responses: record(200) };
    paths.push([`${base}/{id}/restore`, { parameters: [parameters.id], post: restore }]);
  }
  return paths;
}

/** Routes that are the same whatever the configuration. */
function fixedPaths(access: Access): { readonly [path: string]: JsonSchema } {
  const paths: { [path: string]: { [method: string]: JsonSchema } } = {};
  for (const [tag, some] of Object.entries(operations)) {
    for (const operation of some) {
      if (!isOpenTo(operation, access)) continue;
      const { path, method } = operation;
      // Ids of what is done with an entity end in its id, after an underscore.
      const id = operation.id.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
      const described = describeOperation({ ...operation, id }, tag, parameters.version);
      paths[path] = { ...paths[path], [method]: described };
    }
  }
  return paths;
}

/** What is read, what a creation takes, what a change takes, and a page. */
function schemasOf(entity: EntityModel, access: Access): readonly [string, JsonSchema][] {
  const readable = [...entity.fields.values()].filter((field) => canReadField(access, field));
  const writable = readable.filter((field) => !isReadOnlyFor(field, access));
  const required = new Set(
    writable.filter((field) => field.required && field.default === null).map(({ id }) => id),
  );
  const none: ReadonlySet<string> = new Set();
  const schemas: [string, JsonSchema][] = [
    [entity.id, recordSchema(entity, readable)],
    [
      `${entity.id}.page`,
      {
        type: 'object',
        properties: {
          items: { type: 'array', items: ref('schemas', entity.id) },
          next: { type: ['string', 'null'], description: 'Pass as `after`; null at the end.' },
          count: {
            type: 'object',
            properties: { value: { type: 'integer' }, exact: { type: 'boolean' } },
            required: ['value', 'exact'],
          },
        },
        required: ['items', 'next'],
      },
    ],
  ];
  if (access.can(entity.id, 'create')) {
    schemas.push([`${entity.id}.create`, valueSchemaOf(writable, { required, nullable: true })]);
  }
  if (access.can(entity.id, 'update')) {
    schemas.push([
      `${entity.id}.update`,
      withoutDefaults(valueSchemaOf(writable, { required: none, nullable: true })),
    ]);
  }
  return schemas;
}

function recordSchema(entity: EntityModel, readable: readonly FieldModel[]): JsonSchema {
  const values = withoutDefaults(
    valueSchemaOf(readable, { required: new Set(['id', 'version']), nullable: true }),
  );
  const properties = Object.entries(values.properties as { readonly [id: string]: JsonSchema }).map(
    ([id, schema]): [string, JsonSchema] => {
      const field = entity.fields.get(id);
      return [id, { title: textIn(field?.label, 'en', id), ...schema }];
    },
  );
  return { ...values, properties: Object.fromEntries(properties), additionalProperties: true };
}

/** A change keeps what it does not name, so a default has no meaning there. */
function withoutDefaults(schema: JsonSchema): JsonSchema {
  const properties = Object.entries(schema.properties as { readonly [id: string]: JsonSchema });
  return {
    ...schema,
    properties: Object.fromEntries(properties.map(([id, { default: _, ...rest }]) => [id, rest])),
  };
}

const body = (schema: string): JsonSchema => ({
  requestBody: { required: true, content: { 'application/json': { schema: ref('schemas', schema) } } },
});

const answer = (status: number, description: string, schema: JsonSchema): JsonSchema => ({
  ...problemResponses,
  [status]: { description, content: { 'application/json': { schema } } },
});
