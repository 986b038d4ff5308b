import type {
  DefaultSavedView,
  FavouriteBody,
  Label,
  NewFavourite,
  NewSavedView,
  SavedViewBody,
  SavedViewChange,
} from '@tenon/model';
import type { ApiClient } from './client.ts';

const one = (id: string) => `/saved-views/${encodeURIComponent(id)}`;

/** What people keep: views of lists, and what they have at hand. */
export function savedViewsApi(client: ApiClient) {
  return {
    list: async (entity: string) =>
      (await client.get<{ items: readonly SavedViewBody[] }>('/saved-views', { query: { entity } })).items,
    create: (view: NewSavedView) => client.post<SavedViewBody>('/saved-views', view),
    change: (id: string, version: number, change: SavedViewChange) =>
      client.patch<SavedViewBody>(one(id), change, { headers: { 'if-match': `"${version}"` } }),
    remove: (id: string) => client.delete<void>(one(id)),
    setDefault: (asked: DefaultSavedView) => client.put<void>('/saved-views/default', asked),
    /** Whom views can be shared with. */
    roles: async () =>
      (await client.get<{ items: readonly { id: string; label: Label }[] }>('/saved-views/roles')).items,
    favourites: async () => (await client.get<{ items: readonly FavouriteBody[] }>('/favourites')).items,
    addFavourite: (favourite: NewFavourite) => client.post<{ id: string }>('/favourites', favourite),
    removeFavourite: (id: string) => client.delete<void>(`/favourites/${encodeURIComponent(id)}`),
  };
}
