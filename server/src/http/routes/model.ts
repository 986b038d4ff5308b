import { createHash } from 'node:crypto';
import { appConfigFor } from '@tenon/model';
import { answered, type Route } from '../route.ts';
import type { AppServices } from '../services.ts';

export function modelRoutes({ events }: AppServices): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/model',
      needs: 'viewer',
      handle: async ({ release, context, request, response }) => {
        const roles = [...context.viewer.roles].sort();
        const { text, tag } = release.memo(`http:model:${roles.join(',')}`, () => {
          const made = JSON.stringify(
            appConfigFor(release.model, context.viewer.access, release.number, roles),
          );
          return {
            text: made,
            tag: `"${createHash('sha256').update(made).digest('base64url').slice(0, 22)}"`,
          };
        });
        response.setHeader('ETag', tag);
        response.setHeader('Cache-Control', 'private, no-cache');
        if (request.get('if-none-match') === tag) response.status(304).end();
        else response.type('application/json').send(text);
        return answered;
      },
    },
    {
      method: 'get',
      path: '/events',
      needs: 'viewer',
      handle: async ({ context, response }) => {
        events.subscribe(context.viewer, response);
        return answered;
      },
    },
  ];
}
