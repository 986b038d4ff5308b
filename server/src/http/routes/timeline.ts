import { TenonError } from '../../errors.ts';
import { timeline } from '../../timeline/index.ts';
import { wholeParameter } from '../input.ts';
import type { Route } from '../route.ts';

const known = ['after', 'limit', 'kinds', 'relations'];

export function timelineRoutes(): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/records/:entity/:id/timeline',
      needs: 'viewer',
      handle: ({ context, params, query }) => {
        const unknown = Object.keys(query).filter((name) => !known.includes(name));
        if (unknown.length > 0) {
          throw new TenonError(
            'invalid-query',
            `Unknown parameter ${unknown.join(', ')}; allowed: ${known.join(', ')}`,
            { errors: unknown.map((pointer) => ({ pointer, code: 'unknown', message: 'Not known here' })) },
          );
        }
        return timeline(context, params.entity ?? '', params.id ?? '', {
          after: query.after,
          limit: wholeParameter(query, 'limit'),
          kinds: query.kinds?.split(','),
          // None at all is a choice, too.
          relations: query.relations === '' ? [] : query.relations?.split(','),
        });
      },
    },
  ];
}
