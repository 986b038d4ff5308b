import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SearchBody } from '@tenon/model';
import { useEffect, useState } from 'react';
import { keys, type SearchAsked, useApi } from '../api-client/index.ts';

/** Milliseconds of quiet before the server is asked. */
const quiet = 140;
/** Characters that the server takes. */
const longest = 200;

/** What the server finds while somebody types; an older question is cancelled by a newer one. */
export function useSearch({ text, entities, limit }: SearchAsked): {
  /** Of the text as it is, or of the one before it while the answer is under way. */
  readonly body: SearchBody | undefined;
  readonly searching: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
} {
  const api = useApi();
  const asked = useSettled(text.trim().slice(0, longest).toWellFormed());
  const active = asked !== '';
  const question = { text: asked, entities, limit };
  const answer = useQuery({
    queryKey: keys.search(question),
    enabled: active,
    staleTime: 5_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.search.find(question, signal),
  });
  const current = active && text.trim() !== '';
  return {
    body: current ? answer.data : undefined,
    searching: current && (answer.isFetching || asked !== text.trim().slice(0, longest).toWellFormed()),
    error: current ? answer.error : null,
    retry: () => void answer.refetch(),
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
