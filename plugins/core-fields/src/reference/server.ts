import { sql } from '@tenon/expressions';
import { defineServerFieldType } from '@tenon/plugin-api';
import type { ReferenceOptions, ReferenceValue } from './index.ts';

export const referenceServer = defineServerFieldType<ReferenceOptions, ReferenceValue>({
  id: 'reference',
  columns: () => [
    { suffix: '', type: 'uuid' },
    { suffix: 'entity', type: 'text', collation: 'C' },
  ],
  toDb: ({ entity, id }) => [id, entity],
  fromDb: ([id, entity]) => ({ entity: String(entity), id: String(id) }),
  value: ([id, entity]) => sql`(${entity} || '/' || ${id}::text)`,
  refersTo: ([id = sql`null`, entity = sql`null`]) => ({ entity, id }),
});
