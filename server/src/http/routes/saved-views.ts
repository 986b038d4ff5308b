import { TenonError } from '../../errors.ts';
import {
  addFavourite,
  changeSavedView,
  createSavedView,
  deleteSavedView,
  listFavourites,
  listSavedViews,
  removeFavourite,
  setDefaultView,
} from '../../saved-views/index.ts';
import { objectBody } from '../input.ts';
import type { Route, SignedInCall } from '../route.ts';
import { versionOf } from '../version.ts';

/** What people keep: views of lists, and what they have at hand. */
export function savedViewRoutes(): readonly Route[] {
  const id = (call: SignedInCall): string => call.params.id ?? '';
  const items = async <Item>(read: Promise<readonly Item[]>) => ({ items: await read });
  return [
    {
      method: 'get',
      path: '/saved-views',
      needs: 'viewer',
      handle: ({ context, query }) => {
        const { entity } = query;
        if (entity === undefined) throw missing('entity');
        return items(listSavedViews(context, entity));
      },
    },
    {
      method: 'post',
      path: '/saved-views',
      needs: 'viewer',
      status: 201,
      handle: ({ context, body }) => createSavedView(context, objectBody(body, newKeys)),
    },
    {
      method: 'put',
      path: '/saved-views/default',
      needs: 'viewer',
      handle: ({ context, body }) =>
        setDefaultView(context, objectBody(body, ['entity', 'view', 'savedView'])),
    },
    {
      method: 'get',
      path: '/saved-views/roles',
      needs: ['share_views'],
      handle: async ({ release }: SignedInCall) => ({
        items: [...release.model.roles.values()].map(({ id: role, label }) => ({ id: role, label })),
      }),
    },
    {
      method: 'patch',
      path: '/saved-views/:id',
      needs: 'viewer',
      handle: async (call) => {
        const asked = objectBody(call.body, ['name', 'content', 'sharing']);
        return await changeSavedView(call.context, id(call), asked, versionOf(call));
      },
    },
    {
      method: 'delete',
      path: '/saved-views/:id',
      needs: 'viewer',
      handle: (call) => deleteSavedView(call.context, id(call)),
    },
    {
      method: 'get',
      path: '/favourites',
      needs: 'viewer',
      handle: ({ context }) => items(listFavourites(context)),
    },
    {
      method: 'post',
      path: '/favourites',
      needs: 'viewer',
      status: 201,
      handle: ({ context, body }) => addFavourite(context, objectBody(body, ['target', 'sharing'])),
    },
    {
      method: 'delete',
      path: '/favourites/:id',
      needs: 'viewer',
      handle: (call) => removeFavourite(call.context, id(call)),
    },
  ];
}

const newKeys = ['name', 'entity', 'view', 'content', 'sharing'];

function missing(name: string): TenonError {
  return new TenonError('invalid-input', `${name} is required`, {
    errors: [{ pointer: name, code: 'invalid', message: 'is required' }],
  });
}
