import type { AdviceQuery } from '@tenon/model';
import { adviseList } from '../../query/advise.ts';
import { objectBody, textOf } from '../input.ts';
import type { Route, SignedInCall } from '../route.ts';

export function adviceRoutes(): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/config/advise',
      needs: ['configure'],
      handle: async ({ context, body }: SignedInCall) => {
        const { where, sort, ...rest } = objectBody(body, ['entity', 'where', 'sort']);
        // What a condition and an order must be like is for the query to say.
        return adviseList(context, { entity: textOf(rest, 'entity'), where, sort } as AdviceQuery);
      },
    },
  ];
}
