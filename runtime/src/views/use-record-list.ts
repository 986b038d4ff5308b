import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Expression } from '@tenon/documents';
import type { RecordPage } from '@tenon/model';
import { keys, useApi } from '../api-client/index.ts';
import type { Sort } from './list-state.ts';

const pageSize = 50;

export interface RecordListQuery {
  readonly entity: string;
  readonly where: Expression | undefined;
  readonly search: string;
  readonly sort: readonly Sort[];
  readonly fields: readonly string[];
  /** False while it is not known yet what to ask for. */
  readonly enabled: boolean;
}

/** The records of a list, page by page, counted up to a bound. */
export function useRecordList({ entity, where, search, sort, fields, enabled }: RecordListQuery) {
  const api = useApi();
  const query = {
    limit: pageSize,
    titles: true,
    fields,
    sort,
    ...(where === undefined ? {} : { where }),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
  };
  return useInfiniteQuery({
    queryKey: keys.recordList(entity, query),
    enabled,
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }): Promise<RecordPage> =>
      api.records.query(
        entity,
        pageParam === undefined ? { ...query, count: 'bounded' } : { ...query, after: pageParam },
        signal,
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}
