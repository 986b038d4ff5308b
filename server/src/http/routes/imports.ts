import { Readable } from 'node:stream';
import type { ImportFormat, ImportMapping } from '@tenon/model';
import { TenonError } from '../../errors.ts';
import { type Body, objectBody, optionalText, wholeParameter } from '../input.ts';
import { piecesOf, sendPieces } from '../pieces.ts';
import type { Route, SignedInCall } from '../route.ts';
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
          return await sendPieces(call.response, file, {
            'Content-Type': 'text/csv; charset=utf-8',
            'Content-Disposition': `attachment; filename="import-${of}.csv"`,
          });
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
