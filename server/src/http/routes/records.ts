import { Readable } from 'node:stream';
import type { AggregateQuery, BulkRequest, ImportMapping, RecordBody, RecordQuery } from '@tenon/model';
import type { Response } from 'express';
import { TenonError } from '../../errors.ts';
import { flagParameter, jsonParameter, objectBody, wholeParameter, wordParameter } from '../input.ts';
import { piecesOf, sendPieces } from '../pieces.ts';
import type { Route, SignedInCall } from '../route.ts';
import type { AppServices } from '../services.ts';
import { versionOf } from '../version.ts';

export function recordRoutes({ records, work }: AppServices): readonly Route[] {
  const one = (call: SignedInCall): [string, string] => [call.params.entity ?? '', call.params.id ?? ''];
  return [
    {
      method: 'get',
      path: '/records/:entity',
      needs: 'viewer',
      handle: (call) => records.query(call.context, call.params.entity ?? '', queryOf(call.query)),
    },
    {
      method: 'post',
      path: '/records/:entity/query',
      needs: 'viewer',
      handle: (call) =>
        records.query(call.context, call.params.entity ?? '', objectBody(call.body, 'any') as RecordQuery),
    },
    {
      method: 'post',
      path: '/records/:entity/aggregate',
      needs: 'viewer',
      handle: (call) =>
        records.aggregate(
          call.context,
          call.params.entity ?? '',
          objectBody(call.body, 'any') as unknown as AggregateQuery,
        ),
    },
    {
      method: 'post',
      path: '/records/:entity',
      needs: 'viewer',
      status: 201,
      handle: async (call) => {
        const record = await records.create(
          call.context,
          call.params.entity ?? '',
          objectBody(call.body, 'any'),
        );
        call.response.setHeader('Location', `/api/v1/records/${call.params.entity}/${record.id}`);
        return tagged(call.response, record);
      },
    },
    {
      method: 'post',
      path: '/records/:entity/bulk',
      needs: 'viewer',
      handle: (call) =>
        records.bulk(
          { ...call.context, source: 'bulk' },
          call.params.entity ?? '',
          objectBody(call.body, 'any') as unknown as BulkRequest,
        ),
    },
    {
      method: 'post',
      path: '/records/:entity/import',
      needs: 'viewer',
      rawBody: true,
      handle: async (call) => {
        const mapping = (jsonParameter(call.query, 'mapping') ?? {}) as ImportMapping;
        if (
          !/^(text\/csv|application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet)\b/.test(
            call.request.get('content-type') ?? '',
          )
        )
          throw new TenonError('invalid-input', 'The body must be text/csv, or an XLSX workbook');
        if ((call.request.get('content-encoding') ?? 'identity') !== 'identity')
          throw new TenonError('invalid-input', 'The file must not be packed');
        // A refusal comes before the file is through; the connection must live to bring it.
        const file = Readable.from(piecesOf(call.request), { objectMode: false });
        try {
          return await records.import(
            { ...call.context, source: 'import' },
            call.params.entity ?? '',
            file,
            mapping,
          );
        } finally {
          call.request.resume();
        }
      },
    },
    {
      method: 'get',
      path: '/records/:entity/export',
      needs: 'viewer',
      handle: async (call) => {
        const entity = call.params.entity ?? '';
        const query = without(call.query, ['format', 'mark', 'relations', 'header']);
        const { where, search, sort, fields } = queryOf(query);
        const format = wordParameter(call.query, 'format', ['csv', 'xlsx']) ?? 'csv';
        const pieces = records.export(
          call.context,
          entity,
          { where, search, sort, fields },
          {
            format,
            mark: flagParameter(call.query, 'mark'),
            relations: wordParameter(call.query, 'relations', ['title', 'id']),
            header: wordParameter(call.query, 'header', ['id', 'label']),
          },
        );
        return await sendPieces(call.response, pieces, {
          'Content-Type': mediaTypes[format],
          'Content-Disposition': `attachment; filename="${entity}.${format}"`,
        });
      },
    },
    {
      method: 'get',
      path: '/records/:entity/:id',
      needs: 'viewer',
      handle: async (call) => {
        const fields = call.query.fields?.split(',');
        return tagged(
          call.response,
          await records.read(call.context, ...one(call), {
            titles: flagParameter(call.query, 'titles'),
            ...(fields && { fields }),
          }),
        );
      },
    },
    {
      method: 'patch',
      path: '/records/:entity/:id',
      needs: 'viewer',
      handle: async (call) =>
        tagged(
          call.response,
          await records.update(call.context, ...one(call), objectBody(call.body, 'any'), {
            version: versionOf(call),
          }),
        ),
    },
    {
      method: 'delete',
      path: '/records/:entity/:id',
      needs: 'viewer',
      handle: (call) => records.delete(call.context, ...one(call), { version: versionOf(call) }),
    },
    {
      method: 'post',
      path: '/records/:entity/:id/restore',
      needs: 'viewer',
      handle: async (call) => tagged(call.response, await records.restore(call.context, ...one(call))),
    },
    {
      method: 'get',
      path: '/records/:entity/:id/history',
      needs: 'viewer',
      handle: (call) =>
        records.history(call.context, ...one(call), {
          after: call.query.after,
          limit: wholeParameter(call.query, 'limit'),
          field: call.query.field,
          by: call.query.by,
        }),
    },
    {
      method: 'get',
      path: '/records/:entity/:id/stages',
      needs: 'viewer',
      handle: (call) => records.stageTimes(call.context, ...one(call)),
    },
    {
      method: 'get',
      path: '/records/:entity/:id/segments',
      needs: 'viewer',
      handle: async (call) => {
        const [entity, id] = one(call);
        await records.read(call.context, entity, id, { fields: ['id'] });
        return work.segments.segmentsOf(call.context, entity, id);
      },
    },
  ];
}

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

function without(query: SignedInCall['query'], names: readonly string[]): SignedInCall['query'] {
  return Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name)));
}

/** The query string as the same query that POST …/query takes. */
export function queryOf(query: { readonly [name: string]: string }): RecordQuery {
  const known = ['where', 'search', 'sort', 'fields', 'limit', 'after', 'count', 'titles', 'deleted'];
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new TenonError(
      'invalid-query',
      `Unknown parameter ${unknown.join(', ')}; allowed: ${known.join(', ')}`,
      {
        errors: unknown.map((name) => ({ pointer: name, code: 'unknown', message: 'Not known here' })),
      },
    );
  }
  const sort = query.sort
    ?.split(',')
    .map((part) =>
      part.startsWith('-') ? { field: part.slice(1), direction: 'desc' as const } : { field: part },
    );
  return {
    ...(query.where !== undefined && { where: jsonParameter(query, 'where') as RecordQuery['where'] }),
    ...(query.search !== undefined && { search: query.search }),
    ...(sort && { sort }),
    ...(query.fields !== undefined && { fields: query.fields.split(',') }),
    ...(query.limit !== undefined && { limit: wholeParameter(query, 'limit') }),
    ...(query.after !== undefined && { after: query.after }),
    ...(query.count !== undefined && { count: query.count as 'bounded' }),
    ...(query.titles !== undefined && { titles: flagParameter(query, 'titles') }),
    ...(query.deleted !== undefined && { deleted: flagParameter(query, 'deleted') }),
  };
}

function tagged(response: Response, record: RecordBody): RecordBody {
  response.setHeader('ETag', `"${record.version}"`);
  return record;
}
