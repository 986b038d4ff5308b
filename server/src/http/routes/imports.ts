import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { ImportFormat, ImportMapping } from '@tenon/model';
import type { Response } from 'express';
import { TenonError } from '../../errors.ts';
import { type Body, objectBody, optionalText, wholeParameter } from '../input.ts';
import { answered, type Route, type SignedInCall } from '../route.ts';
import type { AppServices } from '../services.ts';

/** Imports as durable things; the small form in one transaction is POST records/:entity/import. */
export function importRoutes({ imports }: AppServices): readonly Route[] {
  const id = (call: SignedInCall): string => call.params.id ?? '';
  return [
    {
      method: 'get',
      path: '/imports',
      needs: 'viewer',
      handle: (call) => {
        const { entity, after } = call.query;
        const limit = wholeParameter(call.query, 'limit');
        return imports.list(call.context, {
          ...(entity !== undefined && { entity }),
          ...(after !== undefined && { after }),
          ...(limit !== undefined && { limit }),
        });
      },
    },
    {
      method: 'post',
      path: '/imports',
      needs: 'viewer',
      status: 201,
      rawBody: true,
      handle: async (call) => {
        const { entity = '', name = 'file' } = call.query;
        if ((call.request.get('content-encoding') ?? 'identity') !== 'identity')
          throw new TenonError('invalid-input', 'The file must not be packed');
        // A refusal comes before the file is through; the connection must live to bring it.
        const content = Readable.from(piecesOf(call.request), { objectMode: false });
        try {
          return await imports.create(call.context, entity, content, { name });
        } finally {
          call.request.resume();
        }
      },
    },
    {
      method: 'get',
      path: '/imports/:id',
      needs: 'viewer',
      handle: (call) => imports.read(call.context, id(call)),
    },
    {
      method: 'delete',
      path: '/imports/:id',
      needs: 'viewer',
      handle: (call) => imports.remove(call.context, id(call)),
    },
    {
      method: 'put',
      path: '/imports/:id/format',
      needs: 'viewer',
      handle: (call) => imports.analyse(call.context, id(call), formatIn(objectBody(call.body, formatKeys))),
    },
    {
      method: 'put',
      path: '/imports/:id/mapping',
      needs: 'viewer',
      handle: (call) => imports.map(call.context, id(call), objectBody(call.body, 'any') as ImportMapping),
    },
    {
      method: 'get',
      path: '/imports/:id/values',
      needs: 'viewer',
      handle: (call) => imports.values(call.context, id(call), call.query.column ?? ''),
    },
    {
      method: 'post',
      path: '/imports/:id/check',
      needs: 'viewer',
      handle: (call) => imports.check(call.context, id(call)),
    },
    {
      method: 'post',
      path: '/imports/:id/run',
      needs: 'viewer',
      handle: (call) => imports.run(call.context, id(call)),
    },
    {
      method: 'post',
      path: '/imports/:id/stop',
      needs: 'viewer',
      handle: (call) => {
        const { undo = false } = objectBody(call.body ?? {}, ['undo']);
        if (typeof undo !== 'boolean') throw new TenonError('invalid-input', 'undo is true or false');
        return imports.stop(call.context, id(call), { undo });
      },
    },
    {
      method: 'post',
      path: '/imports/:id/undo',
      needs: 'viewer',
      handle: (call) => imports.undo(call.context, id(call)),
    },
    ...(['errors', 'left'] as const).map(
      (of): Route => ({
        method: 'get',
        path: `/imports/:id/${of}`,
        needs: 'viewer',
        handle: async (call) => {
          const file = await imports.file(call.context, id(call), of);
          call.response.setHeader('Content-Type', 'text/csv; charset=utf-8');
          call.response.setHeader('Content-Disposition', `attachment; filename="import-${of}.csv"`);
          return await sendPieces(call.response, file);
        },
      }),
    ),
  ];
}

const formatKeys = ['encoding', 'delimiter', 'sheet'];

function formatIn(body: Body): Partial<ImportFormat> {
  const [encoding, delimiter, sheet] = formatKeys.map((key) => optionalText(body, key, { most: 200 }));
  return {
    ...(encoding !== undefined && { encoding: encoding as ImportFormat['encoding'] }),
    ...(delimiter !== undefined && { delimiter: delimiter as ImportFormat['delimiter'] }),
    ...(sheet !== undefined && { sheet }),
  };
}

/** What is sent, without ending the connection when nobody wants the rest. */
export async function* piecesOf(request: Readable): AsyncGenerator<Buffer> {
  for await (const piece of request.iterator({ destroyOnReturn: false })) yield piece as Buffer;
}

/** Sends a file piece by piece, no faster than it is taken. The first is made before the headers go out, so that a refusal is still a clean answer. */
export async function sendPieces(
  response: Response,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<typeof answered> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (let next = await iterator.next(); !next.done && !response.destroyed; next = await iterator.next()) {
      if (!response.write(next.value)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
  } finally {
    await iterator.return?.(undefined);
  }
  response.end();
  return answered;
}
