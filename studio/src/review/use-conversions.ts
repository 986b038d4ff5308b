import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ConversionBody } from '@tenon/model';
import { useEffect, useRef } from 'react';
import { keys, useStudioApi } from '../api/index.ts';
import { useDraft, useDraftStore } from '../documents/index.ts';

/** While something is under way, and while it may be begun by somebody else. */
const [liveMs, idleMs] = [600, 5_000];

export function isUnderWay({ state }: ConversionBody): boolean {
  return state === 'filling' || state === 'publishing';
}

/**
 * The conversion that is under way, or the last one where it led to nothing and nothing was published since. `expected`: one
 * is about to begin.
 */
export function useConversion(expected = false): ConversionBody | undefined {
  const api = useStudioApi();
  const queries = useQueryClient();
  const store = useDraftStore();
  const { live } = useDraft();
  const { data } = useQuery({
    queryKey: keys.conversions,
    queryFn: api.conversions,
    refetchInterval: ({ state }) => (expected || state.data?.some(isUnderWay) ? liveMs : idleMs),
  });
  const newest = data?.[0];
  const underWay = newest !== undefined && isUnderWay(newest);
  const followed = useRef<string>(undefined);
  useEffect(() => {
    if (underWay) followed.current = newest?.id;
    else if (newest && followed.current === newest.id) {
      followed.current = undefined;
      // Whoever published it, everything that is shown may have changed.
      store.refresh().catch(() => undefined);
      void queries.invalidateQueries();
    }
  }, [underWay, newest, store, queries]);
  return newest && (underWay || (newest.state !== 'done' && newest.base === live)) ? newest : undefined;
}
