import type { AppConfig, FileBody, RecordBody } from '@tenon/model';
import type { RecordLookup } from '@tenon/plugin-api';
import type { Api } from '../api-client/index.ts';

const pageSize = 20;

/** Where a record's page is. */
export function recordHref(entity: string, id: string): string {
  return `/records/${encodeURIComponent(entity)}/${encodeURIComponent(id)}`;
}

/** Records for pickers and cells, a page at a time, through the viewer's rights. */
export function createRecordLookup(api: Api, config: AppConfig): RecordLookup {
  const read = async (entity: string, query: Parameters<Api['records']['query']>[1]) => {
    const titleField = config.entities[entity]?.titleField;
    const page = await api.records.query(entity, {
      ...query,
      titles: true,
      ...(titleField === undefined ? {} : { fields: [titleField] }),
    });
    return {
      next: page.next,
      items: page.items.map((item) => ({ id: item.id, title: recordTitle(item, titleField) })),
    };
  };
  return {
    search: (entity, text, after) =>
      read(entity, {
        limit: pageSize,
        ...(text.trim() === '' ? {} : { search: text.trim() }),
        ...(after === undefined ? {} : { after }),
      }),
    async titles(entity, ids) {
      if (ids.length === 0) return {};
      const { items } = await read(entity, {
        where: { in: [{ var: 'id' }, [...ids]] },
        limit: Math.min(ids.length, 500),
      });
      return Object.fromEntries(items.map(({ id, title }) => [id, title]));
    },
    entityLabel: (entity) => config.entities[entity]?.label ?? entity,
    href: recordHref,
    files: {
      upload: (content, { progress, signal }) =>
        api.client.upload<FileBody>('/files', content, { query: { name: content.name }, progress, signal }),
      href: (id) => api.client.url(`/files/${encodeURIComponent(id)}`),
    },
  };
}

/** What people call a record: its title field, as a person reads it; its id when that is hidden or empty. */
export function recordTitle(record: RecordBody, titleField: string | undefined): string {
  if (titleField === undefined) return record.id;
  const written = record.$titles?.[titleField];
  if (typeof written === 'string' && written !== '') return written;
  const value = record[titleField];
  return value === null || value === undefined || value === '' ? record.id : String(value);
}
