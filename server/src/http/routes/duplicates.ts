import type { DuplicateQuestion, DuplicateVerdict, MergeRequest } from '@tenon/model';
import { TenonError } from '../../errors.ts';
import { objectBody, textsOf, wholeParameter, wordParameter } from '../input.ts';
import type { Route } from '../route.ts';
import type { AppServices } from '../services.ts';

const states = ['open', 'not-duplicate'] as const;

export function duplicateRoutes({ duplicates }: AppServices): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/records/:entity/duplicates',
      needs: 'viewer',
      handle: ({ context, params, body }) =>
        duplicates.find(
          context,
          params.entity ?? '',
          objectBody(body, ['values', 'id']) as unknown as DuplicateQuestion,
        ),
    },
    {
      method: 'get',
      path: '/duplicates',
      needs: 'viewer',
      handle: ({ context, query }) => {
        const known = ['entity', 'state', 'after', 'limit'];
        const unknown = Object.keys(query).find((name) => !known.includes(name));
        if (unknown !== undefined) throw wrong(unknown, `is not known; allowed: ${known.join(', ')}`);
        if (query.entity === undefined) throw wrong('entity', 'is required');
        const state = wordParameter(query, 'state', states);
        const limit = wholeParameter(query, 'limit');
        return duplicates.pairs(context, query.entity, {
          ...(state && { state }),
          ...(query.after !== undefined && { after: query.after }),
          ...(limit !== undefined && { limit }),
        });
      },
    },
    {
      method: 'post',
      path: '/duplicates/verdicts',
      needs: 'viewer',
      handle: async ({ context, body }) => {
        const given = objectBody(body, ['entity', 'records', 'state']);
        const records = textsOf(given, 'records', 2);
        if (records.length !== 2) throw wrong('/records', 'must be two ids');
        if (!states.some((state) => state === given.state))
          throw wrong('/state', `must be one of ${states.join(', ')}`);
        if (typeof given.entity !== 'string') throw wrong('/entity', 'is required');
        await duplicates.decide(context, { ...given, records } as unknown as DuplicateVerdict);
      },
    },
    {
      method: 'post',
      path: '/records/:entity/:id/merge',
      needs: 'viewer',
      handle: ({ context, params, body }) =>
        duplicates.merge(
          context,
          params.entity ?? '',
          params.id ?? '',
          objectBody(body, ['with', 'values', 'preview']) as unknown as MergeRequest,
        ),
    },
    {
      method: 'get',
      path: '/records/:entity/:id/merges',
      needs: 'viewer',
      handle: ({ context, params }) => duplicates.merges(context, params.entity ?? '', params.id ?? ''),
    },
    {
      method: 'post',
      path: '/records/:entity/:id/merges/:merge/undo',
      needs: 'viewer',
      handle: ({ context, params }) =>
        duplicates.undoMerge(context, params.entity ?? '', params.id ?? '', params.merge ?? ''),
    },
  ];
}

function wrong(pointer: string, what: string): TenonError {
  return new TenonError('invalid-input', `${pointer.slice(0, 60)} ${what}`, {
    errors: [{ pointer: pointer.slice(0, 60), code: 'invalid', message: what }],
  });
}
