import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { AppConfig, FavouriteBody } from '@tenon/model';
import { useEffect } from 'react';
import { keys, useApi } from '../api-client/index.ts';
import { useConnection } from './connection-context.tsx';

type LiveEvent =
  | { readonly type: 'release'; readonly number: number }
  | { readonly type: 'record'; readonly entity: string; readonly id: string; readonly version: number }
  | { readonly type: 'tasks' };

/** Milliseconds in which events are gathered, so that a bulk change refetches each list once. */
const gatherFor = 400;

/** Other people's changes show at once: what an event names is fetched again. */
export function useLiveUpdates(): void {
  const api = useApi();
  const queries = useQueryClient();
  const connection = useConnection();
  useEffect(() => {
    const stale = new Map<string, readonly unknown[]>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      for (const queryKey of stale.values()) void queries.invalidateQueries({ queryKey });
      stale.clear();
    };
    const source = new EventSource(api.client.url('/events'));
    let dropped = false;
    source.onopen = () => {
      connection.set(true);
      // Events were missed while the line was down.
      if (dropped) void queries.invalidateQueries();
      dropped = false;
    };
    source.onerror = () => {
      dropped = true;
    };
    const receive = ({ data }: MessageEvent<string>) => {
      for (const queryKey of staleAfter(JSON.parse(data) as LiveEvent, queries)) {
        stale.set(JSON.stringify(queryKey), queryKey);
      }
      timer ??= setTimeout(flush, gatherFor);
    };
    source.onmessage = receive;
    for (const type of ['release', 'record', 'tasks']) source.addEventListener(type, receive);
    return () => {
      source.close();
      clearTimeout(timer);
    };
  }, [api, queries, connection]);
}

function staleAfter(event: LiveEvent, queries: QueryClient): readonly (readonly unknown[])[] {
  switch (event.type) {
    case 'release': {
      const known = queries.getQueryData<{ release: number }>(keys.model)?.release ?? 0;
      return event.number === known ? [] : [keys.model];
    }
    case 'record':
      return [
        keys.records(event.entity),
        ...followers(event.entity, queries).map((entity) => keys.records(entity)),
        keys.timelines,
        ...(isFavourite(event, queries) ? [keys.favourites] : []),
      ];
    case 'tasks':
      return [keys.work, keys.timelines];
    default:
      return [];
  }
}

/** A roll-up is another value when what it counts has changed; its own record tells of no change. */
const followers = (entity: string, queries: QueryClient): readonly string[] =>
  queries.getQueryData<AppConfig>(keys.model)?.entities[entity]?.followedBy ?? [];

/** The side bar calls its records by name. */
function isFavourite(
  { entity, id }: { readonly entity: string; readonly id: string },
  queries: QueryClient,
): boolean {
  const favourites = queries.getQueryData<readonly FavouriteBody[]>(keys.favourites) ?? [];
  return favourites.some(
    ({ target }) => target.kind === 'record' && target.entity === entity && target.id === id,
  );
}
