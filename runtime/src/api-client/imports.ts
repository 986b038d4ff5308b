import type { ImportBody, ImportColumnValues, ImportFormat, ImportMapping, ImportPage } from '@tenon/model';
import type { ApiClient } from './client.ts';

const path = (id: string, ...rest: readonly string[]) =>
  `/imports/${[id, ...rest].map(encodeURIComponent).join('/')}`;

/** The imports part of the API. */
export function importsApi(client: ApiClient) {
  return {
    create: (entity: string, file: File, progress?: (share: number) => void) =>
      client.upload<ImportBody>('/imports', file, {
        query: { entity, name: file.name },
        ...(progress && { progress }),
      }),
    list: (entity: string, after?: string) =>
      client.get<ImportPage>('/imports', { query: { entity, after, limit: 20 } }),
    read: (id: string) => client.get<ImportBody>(path(id)),
    format: (id: string, format: Partial<ImportFormat>) => client.put<ImportBody>(path(id, 'format'), format),
    map: (id: string, mapping: ImportMapping) => client.put<ImportBody>(path(id, 'mapping'), mapping),
    values: (id: string, column: string) =>
      client.get<ImportColumnValues>(path(id, 'values'), { query: { column } }),
    check: (id: string) => client.post<ImportBody>(path(id, 'check'), {}),
    run: (id: string) => client.post<ImportBody>(path(id, 'run'), {}),
    stop: (id: string, undo: boolean) => client.post<ImportBody>(path(id, 'stop'), { undo }),
    undo: (id: string) => client.post<ImportBody>(path(id, 'undo'), {}),
    remove: (id: string) => client.delete<void>(path(id)),
    fileUrl: (id: string, of: 'errors' | 'left') => client.url(path(id, of)),
  };
}
