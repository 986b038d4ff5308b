import { useQuery } from '@tanstack/react-query';
import type { FavouriteBody, FavouriteTarget } from '@tenon/model';
import { keys, useApi } from '../api-client/index.ts';

const none: readonly FavouriteBody[] = [];

/** What the reader keeps at hand, and what others put there. */
export function useFavourites(): readonly FavouriteBody[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: keys.favourites,
    queryFn: () => api.savedViews.favourites(),
    staleTime: 60_000,
  });
  return data ?? none;
}

export function sameTarget(a: FavouriteTarget, b: FavouriteTarget): boolean {
  return (
    a.kind === b.kind &&
    a.id === b.id &&
    (a.kind !== 'record' || (b.kind === 'record' && a.entity === b.entity))
  );
}
