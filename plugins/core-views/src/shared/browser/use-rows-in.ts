import type { Expression } from '@tenon/expressions';
import type { ViewPageQuery, ViewRow, ViewSort, ViewSource } from '@tenon/plugin-api';
import { useCallback, useEffect, useState } from 'react';

export interface RowsInSight {
  readonly rows: readonly ViewRow[];
  /** There are more than could be read at once. */
  readonly more: boolean;
  readonly loading: boolean;
  readonly error: string | undefined;
  readonly retry: () => void;
}

const none: Omit<RowsInSight, 'retry'> = { rows: [], more: false, loading: true, error: undefined };

/** The records for which a condition holds, at most `limit`; what was there stays until the answer comes. */
export function useRowsIn(
  source: ViewSource,
  where: Expression | undefined,
  fields: readonly string[],
  sort: readonly ViewSort[],
  limit: number,
): RowsInSight {
  const [read, setRead] = useState(none);
  const [attempt, setAttempt] = useState(0);
  // One text for what is asked: objects are made anew with each drawing.
  const asked = JSON.stringify({ query: { where, fields, sort, limit }, attempt });
  useEffect(() => {
    const { query } = JSON.parse(asked) as { readonly query: ViewPageQuery };
    if (query.where === undefined) return;
    const abort = new AbortController();
    setRead((before) => ({ ...before, loading: true }));
    source
      .page(query, abort.signal)
      .then(({ rows, next }) => {
        if (!abort.signal.aborted) setRead({ rows, more: next !== null, loading: false, error: undefined });
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        setRead((before) => ({ ...before, loading: false, error: message }));
      });
    return () => abort.abort();
  }, [source, asked]);
  return { ...read, retry: useCallback(() => setAttempt((count) => count + 1), []) };
}
