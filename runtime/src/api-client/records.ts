import type { Expression } from '@tenon/documents';
import type {
  AggregateQuery,
  AggregateResult,
  BulkRequest,
  RecordBody,
  RecordPage,
  RecordQuery,
  StageTimes,
} from '@tenon/model';
import type { ApiClient } from './client.ts';

const path = (entity: string, ...rest: readonly string[]) =>
  `/records/${[entity, ...rest].map(encodeURIComponent).join('/')}`;

/** The records part of the API. */
export function recordsApi(client: ApiClient) {
  return {
    query: (entity: string, query: RecordQuery, signal?: AbortSignal) =>
      client.post<RecordPage>(path(entity, 'query'), query, signal ? { signal } : undefined),
    aggregate: (entity: string, query: AggregateQuery, signal?: AbortSignal) =>
      client.post<AggregateResult>(path(entity, 'aggregate'), query, signal ? { signal } : undefined),
    read: (entity: string, id: string) =>
      client.get<RecordBody>(path(entity, id), { query: { titles: true } }),
    /** A deleted one, for those who may restore it; undefined for others. */
    readDeleted: async (entity: string, id: string) => {
      const query = { where: { '==': [{ var: 'id' }, id] }, deleted: true, titles: true, limit: 1 };
      return (await client.post<RecordPage>(path(entity, 'query'), query)).items[0];
    },
    create: (entity: string, values: Values) => client.post<RecordBody>(path(entity), values),
    update: (entity: string, id: string, version: number, values: Values) =>
      client.patch<RecordBody>(path(entity, id), values, { headers: { 'if-match': `"${version}"` } }),
    reveal: (entity: string, id: string, field: string) =>
      client.post<{ readonly value: string | null }>(path(entity, id, 'reveal'), { field }),
    remove: (entity: string, id: string, version: number) =>
      client.delete<void>(path(entity, id), { headers: { 'if-match': `"${version}"` } }),
    restore: (entity: string, id: string) => client.post<RecordBody>(path(entity, id, 'restore')),
    /** Fields of records that it refers to, by path. */
    readPaths: (entity: string, id: string, paths: readonly string[]) =>
      client.get<RecordBody>(path(entity, id), {
        query: { titles: true, fields: ['id', ...paths].join(',') },
      }),
    segments: (entity: string, id: string) =>
      client.get<readonly { segmentation: string; segment: string; since: string }[]>(
        path(entity, id, 'segments'),
      ),
    stageTimes: (entity: string, id: string) => client.get<StageTimes>(path(entity, id, 'stages')),
    bulk: (entity: string, request: BulkRequest) =>
      client.post<{ affected: number }>(path(entity, 'bulk'), request),
    exportUrl: (entity: string, query: ExportQuery, options: ExportOptions = {}) =>
      client.url(path(entity, 'export'), {
        where: query.where === undefined ? undefined : JSON.stringify(query.where),
        search: query.search,
        sort: query.sort,
        fields: query.fields?.join(','),
        ...options,
      }),
  };
}

/** Which records and columns a file has. */
export interface ExportQuery {
  readonly where?: Expression;
  readonly search?: string;
  readonly sort?: string;
  readonly fields?: readonly string[];
}
/** What a file looks like. */
export interface ExportOptions {
  readonly format?: 'csv' | 'xlsx';
  readonly mark?: boolean;
  readonly relations?: 'title' | 'id';
  readonly header?: 'id' | 'label';
}
export type Values = { readonly [field: string]: unknown };
export type RecordsApi = ReturnType<typeof recordsApi>;
