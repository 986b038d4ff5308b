import type { HistoryEntry, TimelineKind, TimelinePage } from '@tenon/model';
import type { ReportResult } from '@tenon/plugin-api';
import type { ApiClient } from './client.ts';

export interface TimelineAsked {
  /** All that the record's page tells of when absent. */
  readonly kinds?: readonly TimelineKind[];
  readonly relations?: readonly string[];
}
export interface HistoryAsked {
  readonly field?: string;
  readonly by?: string;
}

const path = (...parts: readonly string[]) => `/${parts.map(encodeURIComponent).join('/')}`;

/** What happened to a record, and figures about it. */
export function pastApi(client: ApiClient) {
  return {
    timeline: (entity: string, id: string, { kinds, relations }: TimelineAsked, after?: string) =>
      client.get<TimelinePage>(path('records', entity, id, 'timeline'), {
        query: { after, kinds: kinds?.join(','), relations: relations?.join(',') },
      }),
    history: (entity: string, id: string, asked: HistoryAsked, after?: string) =>
      client.get<{ items: readonly HistoryEntry[]; next: string | null }>(
        path('records', entity, id, 'history'),
        { query: { ...asked, after } },
      ),
    figures: (report: string, by: string, record: string) =>
      client.get<ReportResult>(path('reports', report, 'data'), { query: { by, record } }),
  };
}
