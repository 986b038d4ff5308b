import type { SearchBody } from '@tenon/model';
import type { ApiClient } from './client.ts';

export interface SearchAsked {
  readonly text: string;
  readonly entities?: readonly string[];
  readonly limit?: number;
}

/** The search part of the API. */
export function searchApi(client: ApiClient) {
  return {
    find: ({ text, entities, limit }: SearchAsked, signal?: AbortSignal) =>
      client.get<SearchBody>('/search', {
        query: { q: text, entities: entities?.join(','), limit },
        ...(signal ? { signal } : {}),
      }),
  };
}
