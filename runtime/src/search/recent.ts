/** Records that this person opened last, on this device: ids alone, since what they are called is asked with his rights. */
import { useQueries } from '@tanstack/react-query';
import { useEffect } from 'react';
import { matchPath, useLocation } from 'react-router';
import { keys, useApi } from '../api-client/index.ts';
import { createRecordLookup, useWorkspace } from '../workspace/index.ts';

export interface Opened {
  readonly entity: string;
  readonly id: string;
}

const kept = 8;
const keyOf = (user: string) => `tenon.opened.${user}`;
const uuid = /^[0-9a-f-]{36}$/;

export function readOpened(user: string): readonly Opened[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(user)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isOpened).slice(0, kept) : [];
  } catch {
    return [];
  }
}

export function noteOpened(user: string, opened: Opened): void {
  const others = readOpened(user).filter(({ entity, id }) => entity !== opened.entity || id !== opened.id);
  localStorage.setItem(keyOf(user), JSON.stringify([opened, ...others].slice(0, kept)));
}

function isOpened(item: unknown): item is Opened {
  const { entity, id } = (item ?? {}) as { entity?: unknown; id?: unknown };
  return typeof entity === 'string' && typeof id === 'string' && uuid.test(id);
}

/** Remembers each record whose page is visited. */
export function useNoteOpened(): void {
  const { pathname } = useLocation();
  const { user } = useWorkspace();
  useEffect(() => {
    const { entity, id } = matchPath('/records/:entity/:id', pathname)?.params ?? {};
    if (entity !== undefined && id !== undefined && uuid.test(id)) noteOpened(user.id, { entity, id });
  }, [pathname, user.id]);
}

/** With their titles; those that are gone, or may not be read any more, are left out. */
export function useRecent(): readonly (Opened & { readonly title: string })[] {
  const api = useApi();
  const { config, user } = useWorkspace();
  const opened = readOpened(user.id).filter(({ entity }) =>
    config.entities[entity]?.actions.includes('read'),
  );
  const byEntity = [...Map.groupBy(opened, ({ entity }) => entity)];
  const lookup = createRecordLookup(api, config);
  const answers = useQueries({
    queries: byEntity.map(([entity, records]) => {
      const ids = records.map(({ id }) => id);
      return {
        queryKey: [...keys.records(entity), 'recent', ids],
        staleTime: 10_000,
        queryFn: () => lookup.titles(entity, ids),
      };
    }),
  });
  const titles = new Map(
    answers.flatMap(({ data }, index) =>
      Object.entries(data ?? {}).map(([id, title]) => [`${byEntity[index]?.[0]} ${id}`, title] as const),
    ),
  );
  return opened.flatMap(({ entity, id }) => {
    const title = titles.get(`${entity} ${id}`);
    return title === undefined ? [] : [{ entity, id, title }];
  });
}
