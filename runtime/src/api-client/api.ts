import type { AppConfig, DashboardData } from '@tenon/model';
import { type ApiClient, type ClientOptions, createApiClient } from './client.ts';
import { duplicatesApi } from './duplicates.ts';
import { importsApi } from './imports.ts';
import { pastApi } from './past.ts';
import { recordsApi } from './records.ts';
import { savedViewsApi } from './saved-views.ts';
import { searchApi } from './search.ts';
import { sessionApi } from './session.ts';
import { workApi } from './work.ts';

/** Everything the app asks of the server. */
export function createApi(options: ClientOptions) {
  const client: ApiClient = createApiClient(options);
  return {
    client,
    session: sessionApi(client),
    duplicates: duplicatesApi(client),
    imports: importsApi(client),
    past: pastApi(client),
    records: recordsApi(client),
    savedViews: savedViewsApi(client),
    search: searchApi(client),
    work: workApi(client),
    model: () => client.get<AppConfig>('/model'),
    dashboard: (id: string) => client.get<DashboardData>(`/dashboards/${encodeURIComponent(id)}/data`),
  };
}
export type Api = ReturnType<typeof createApi>;
