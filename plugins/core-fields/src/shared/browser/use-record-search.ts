import type { RecordLookup } from '@tenon/plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Found {
  readonly id: string;
  readonly title: string;
}

export interface RecordSearch {
  readonly found: readonly Found[];
  readonly state: 'idle' | 'loading' | 'failed';
  /** Starts over with a text, once typing rests. */
  search(text: string): void;
  /** The next page, if there is one. */
  more(): void;
}

const typingRest = 250;

/** Searches the records of an entity a page at a time; an answer that was overtaken by a newer question is dropped. */
export function useRecordSearch(lookup: RecordLookup, entity: string): RecordSearch {
  const [found, setFound] = useState<readonly Found[]>([]);
  const [state, setState] = useState<RecordSearch['state']>('idle');
  const question = useRef({ number: 0, text: '', next: null as string | null, busy: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = useCallback(
    async (text: string, after?: string) => {
      const number = question.current.number + 1;
      question.current = { number, text, next: null, busy: true };
      setState('loading');
      try {
        const { items, next } = await lookup.search(entity, text, after);
        if (question.current.number !== number) return;
        question.current = { number, text, next, busy: false };
        setFound((earlier) => (after === undefined ? items : [...earlier, ...items]));
        setState('idle');
      } catch {
        if (question.current.number !== number) return;
        question.current = { number, text, next: after ?? null, busy: false };
        setState('failed');
      }
    },
    [lookup, entity],
  );

  const search = useCallback(
    (text: string) => {
      clearTimeout(timer.current);
      if (text === '') void ask(text);
      else timer.current = setTimeout(() => void ask(text), typingRest);
    },
    [ask],
  );
  const more = useCallback(() => {
    const { text, next, busy } = question.current;
    if (next !== null && !busy) void ask(text, next);
  }, [ask]);
  return { found, state, search, more };
}
