import type { ViewPageQuery, ViewRow, ViewSource } from '@tenon/plugin-api';
import type { DateTime } from 'luxon';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { overlapCondition, type TimeFields } from '../spans.ts';

/** The fields that say when a record is; undefined where the reader does not see the first of them. */
export function useTimeFields(
  source: ViewSource | undefined,
  startId: string,
  endId: string | undefined,
): TimeFields | undefined {
  return useMemo(() => {
    const start = source?.field(startId);
    return start && { start, end: endId === undefined ? undefined : source?.field(endId) };
  }, [source, startId, endId]);
}

export interface SpansInSight {
  readonly rows: readonly ViewRow[];
  /** There are more than could be read at once. */
  readonly more: boolean;
  readonly loading: boolean;
  readonly error: string | undefined;
  readonly retry: () => void;
}

export interface Sight {
  readonly from: DateTime;
  readonly to: DateTime;
}

/** The last answer, and to what. */
interface Answer extends Pick<SpansInSight, 'rows' | 'more' | 'error'> {
  readonly source?: ViewSource;
  readonly asked?: string;
}
const none: Answer = { rows: [], more: false, error: undefined };

/**
 * The records of which some part lies within a time, at most `limit`, with their times and what else is named; nothing is
 * read without a time. What was there stays until the answer comes.
 */
export function useSpansIn(
  source: ViewSource,
  fields: TimeFields,
  sight: Sight | undefined,
  also: readonly (string | undefined)[],
  limit: number,
): SpansInSight {
  const [answer, setAnswer] = useState(none);
  const [attempt, setAttempt] = useState(0);
  const named = [fields.start.key, fields.end?.key, ...also].filter((field) => field !== undefined);
  const query: ViewPageQuery | undefined = sight && {
    where: overlapCondition(fields, sight.from, sight.to),
    fields: named,
    sort: [{ field: fields.start.key, direction: 'asc' }],
    limit,
  };
  // One text for what is asked: objects are made anew with each drawing.
  const asked = JSON.stringify({ query, attempt });
  useEffect(() => {
    const { query: wanted } = JSON.parse(asked) as { readonly query?: ViewPageQuery };
    if (wanted === undefined) return;
    const abort = new AbortController();
    source
      .page(wanted, abort.signal)
      .then(({ rows, next }) => {
        if (!abort.signal.aborted) setAnswer({ rows, more: next !== null, error: undefined, source, asked });
      })
      .catch((fault: unknown) => {
        if (abort.signal.aborted) return;
        const error = fault instanceof Error ? fault.message : String(fault);
        setAnswer((before) => ({ ...before, error, source, asked }));
      });
    return () => abort.abort();
  }, [source, asked]);
  const { rows, more, error } = answer;
  const loading = answer.source !== source || answer.asked !== asked;
  return { rows, more, error, loading, retry: useCallback(() => setAttempt((count) => count + 1), []) };
}
