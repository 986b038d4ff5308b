import type { JsonSchema } from '@tenon/plugin-api';
import type { Capability } from '../../model.ts';
import type { Access } from '../../permissions/access.ts';
import { problemResponses } from '../parts.ts';
import { text } from '../shapes.ts';

/** One route that is the same whatever the configuration. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /api/v1, with `{name}` for parameters. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  /** As in the table of routes. */
  readonly needs: 'anybody' | 'viewer' | readonly Capability[];
  /** A schema with `required: true` must be given. */
  readonly query?: { readonly [name: string]: JsonSchema };
  /** JSON, unless it is of a media type. */
  readonly body?: JsonSchema | { readonly mediaType: string };
  /** Nothing (204) when absent. */
  readonly answer?: JsonSchema | { readonly mediaType: string };
  readonly status?: number;
  /** The writer says which version he has seen. */
  readonly ifMatch?: boolean;
}

export function isOpenTo({ needs }: Operation, { capabilities }: Access): boolean {
  return typeof needs === 'string' || needs.some((need) => capabilities.has(need));
}

export function describeOperation(
  { path, id, summary, needs, query = {}, body, answer, status, ifMatch }: Operation,
  tag: string,
  ifMatchHeader: JsonSchema,
): JsonSchema {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: text,
  }));
  const inQuery = Object.entries(query).map(([name, { required, description, ...schema }]) => ({
    name,
    in: 'query',
    required: required === true,
    schema,
    ...(description !== undefined && { description }),
  }));
  const parameters = [...inPath, ...inQuery, ...(ifMatch ? [ifMatchHeader] : [])];
  const capabilities = typeof needs === 'string' ? [] : needs;
  return {
    operationId: id,
    summary,
    tags: [tag],
    ...(capabilities.length > 0 && { description: `Needs the capability ${capabilities.join(' or ')}.` }),
    ...(needs === 'anybody' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: contentOf(body) } }),
    responses: {
      ...problemResponses,
      ...(answer
        ? { [status ?? 200]: { description: summary, content: contentOf(answer) } }
        : { 204: { description: 'Done' } }),
    },
  };
}

function contentOf(what: JsonSchema | { readonly mediaType: string }): JsonSchema {
  return typeof what.mediaType === 'string'
    ? { [what.mediaType]: {} }
    : { 'application/json': { schema: what } };
}
