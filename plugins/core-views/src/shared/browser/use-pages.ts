import type { ViewPageQuery, ViewRow, ViewSource } from '@tenon/plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Pages {
  readonly rows: readonly ViewRow[];
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly error: string | undefined;
  /** The next page; nothing while one is under way or none is left. */
  readonly more: () => void;
}

const none: Pages = { rows: [], hasMore: false, loading: false, error: undefined, more: () => undefined };
interface Read {
  readonly rows: readonly ViewRow[];
  readonly next: string | null;
}

/** Rows page by page, read again from the start when they are out of date; `undefined` reads nothing. */
export function usePages(source: ViewSource | undefined, query: ViewPageQuery | undefined): Pages {
  const asked = query === undefined ? undefined : JSON.stringify(query);
  const [read, setRead] = useState<Read | undefined>();
  const [error, setError] = useState<string>();
  const [loading, setLoading] = useState(false);
  const running = useRef<AbortController>(undefined);
  const count = useRef(0);

  const load = useCallback(
    (after: string | undefined, limit: number | undefined) => {
      if (!source || asked === undefined) return;
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      setLoading(true);
      const wanted = JSON.parse(asked) as ViewPageQuery;
      source
        .page(
          { ...wanted, ...(after === undefined ? {} : { after }), ...(limit ? { limit } : {}) },
          control.signal,
        )
        .then(({ rows, next }) => {
          if (control.signal.aborted) return;
          setRead((before) => ({
            rows: after === undefined ? rows : [...(before?.rows ?? []), ...rows],
            next,
          }));
          setError(undefined);
          setLoading(false);
        })
        .catch((fault: unknown) => {
          if (control.signal.aborted) return;
          setError(fault instanceof Error ? fault.message : String(fault));
          setLoading(false);
        });
    },
    [source, asked],
  );
  useEffect(() => {
    count.current = read?.rows.length ?? 0;
  }, [read]);
  useEffect(() => {
    // As many as were there, so that nobody loses their place; what is shown stays until the answer is here.
    load(undefined, count.current > 50 ? Math.min(count.current, 500) : undefined);
    return () => running.current?.abort();
  }, [load]);

  const more = useCallback(() => {
    if (!loading && read?.next != null) load(read.next, undefined);
  }, [loading, read, load]);
  if (asked === undefined) return none;
  return { rows: read?.rows ?? [], hasMore: read?.next != null, loading, error, more };
}
