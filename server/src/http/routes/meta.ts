import { openApiOf } from '@tenon/model';
import { attemptLimits } from '../../identity/attempts.ts';
import { limits as queryLimits } from '../../query/limits.ts';
import { streamLimit } from '../events.ts';
import { bodyLimit } from '../limits.ts';
import type { Route } from '../route.ts';
import type { AppServices } from '../services.ts';

/** What the API says of itself. */
export function metaRoutes(_services: AppServices): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/openapi.json',
      needs: 'viewer',
      handle: async ({ release, context }) => openApiOf(release.model, context.viewer.access),
    },
    {
      method: 'get',
      path: '/limits',
      needs: 'viewer',
      handle: async () => ({
        bodyBytes: bodyLimit,
        query: queryLimits,
        signIn: attemptLimits,
        openStreams: streamLimit,
      }),
    },
  ];
}
