import type {
  DuplicatePairPage,
  DuplicateQuestion,
  DuplicateVerdict,
  MergeBody,
  MergeEntry,
  MergeRequest,
  PairState,
  SuspectsBody,
  UnmergeBody,
} from '@tenon/model';
import type { ApiClient } from './client.ts';

/** The duplicates part of the API. */
export function duplicatesApi(client: ApiClient) {
  const place = (entity: string) => `/records/${encodeURIComponent(entity)}`;
  const one = (entity: string, id: string) => `${place(entity)}/${encodeURIComponent(id)}`;
  return {
    find: (entity: string, question: DuplicateQuestion, signal?: AbortSignal) =>
      client.post<SuspectsBody>(`${place(entity)}/duplicates`, question, signal ? { signal } : {}),
    pairs: (entity: string, state: PairState, after?: string) =>
      client.get<DuplicatePairPage>('/duplicates', { query: { entity, state, after } }),
    decide: (verdict: DuplicateVerdict) => client.post<void>('/duplicates/verdicts', verdict),
    merge: (entity: string, id: string, request: MergeRequest) =>
      client.post<MergeBody>(`${one(entity, id)}/merge`, request),
    merges: (entity: string, id: string) =>
      client.get<{ readonly items: readonly MergeEntry[] }>(`${one(entity, id)}/merges`),
    undo: (entity: string, id: string, merge: string) =>
      client.post<UnmergeBody>(`${one(entity, id)}/merges/${encodeURIComponent(merge)}/undo`, {}),
  };
}
