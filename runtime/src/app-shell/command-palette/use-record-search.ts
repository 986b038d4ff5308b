import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../../api-client/index.ts';
import { recordTitle, useWorkspace } from '../../workspace/index.ts';
import { searchable } from './commands.ts';

const perEntity = 5;
const shortest = 2;
/** Milliseconds of quiet before the server is asked. */
const quiet = 180;

export interface FoundRecord {
  readonly entity: string;
  readonly id: string;
  readonly title: string;
}

/** Records of every entity whose search fields hold the text, a few of each. */
export function useRecordSearch(text: string): {
  readonly found: readonly FoundRecord[];
  readonly searching: boolean;
} {
  const api = useApi();
  const { config } = useWorkspace();
  const search = useSettled(text.trim());
  const active = search.length >= shortest || /\p{Script=Han}/u.test(search);
  const answers = useQueries({
    queries: searchable(config.entities).map(({ id, titleField }) => ({
      queryKey: ['records', id, 'palette', search],
      enabled: active,
      staleTime: 10_000,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.records.query(id, { search, limit: perEntity, titles: true, fields: [titleField] }, signal),
    })),
  });
  const entities = searchable(config.entities);
  const found = active
    ? answers.flatMap(({ data }, index) =>
        (data?.items ?? []).map((item) => ({
          entity: entities[index]?.id ?? '',
          id: item.id,
          title: recordTitle(item, entities[index]?.titleField),
        })),
      )
    : [];
  return {
    found,
    searching: (active && answers.some(({ isFetching }) => isFetching)) || search !== text.trim(),
  };
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), quiet);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
