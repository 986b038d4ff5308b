import { defineServerFieldType } from '@tenon/plugin-api';
import type { RelationOptions, RelationValue } from './index.ts';

/** Only `one` has a column; links lie in a table of pairs, inverses nowhere. */
export const relationServer = defineServerFieldType<RelationOptions, RelationValue>({
  id: 'relation',
  columns: ({ cardinality = 'one' }) => (cardinality === 'one' ? [{ suffix: '', type: 'uuid' }] : []),
  toDb: (value, { cardinality = 'one' }) => (cardinality === 'one' ? [value] : []),
  fromDb: ([value]) => String(value),
});
