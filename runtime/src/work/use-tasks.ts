import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { TaskBody } from '@tenon/model';
import { keys, useApi } from '../api-client/index.ts';
import { useWorkspace } from '../workspace/index.ts';

const pageSize = 50;

/** A work list, page by page, in the order that the server gives: best first. */
export function useTasks(scope: string | undefined, state: 'open' | 'completed') {
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: keys.tasks({ scope, state }),
    enabled: scope !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.work.tasks({
        scope: scope ?? 'mine',
        state,
        limit: pageSize,
        ...(pageParam === undefined ? {} : { after: pageParam }),
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return { ...query, tasks: distinct(query.data?.pages.flatMap(({ items }) => items) ?? []) };
}

/** How much of my work is open, overdue and done today; nothing for those who do no work of their own. */
export function useWorkSummary() {
  const api = useApi();
  const { can } = useWorkspace();
  return useQuery({
    queryKey: keys.tasks('summary'),
    enabled: can('work'),
    queryFn: async () => (await api.work.tasks({ scope: 'mine', state: 'open', limit: 1 })).count,
  });
}

/** A task whose priority rose between two pages may stand on both. */
function distinct(tasks: readonly TaskBody[]): readonly TaskBody[] {
  return [...new Map(tasks.map((task) => [task.id, task])).values()];
}
