import { defineServerFieldType } from '@tenon/plugin-api';
import type { GeoPointOptions } from './index.ts';

export const geoPointServer = defineServerFieldType<GeoPointOptions, string>({
  id: 'geo_point',
  columns: () => [{ suffix: '', type: 'text', collation: 'C' }],
  toDb: (value) => [value],
  fromDb: ([value]) => String(value),
});
