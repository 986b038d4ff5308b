import { defineServerFieldType } from '@tenon/plugin-api';
import type { RatingOptions } from './index.ts';

export const ratingServer = defineServerFieldType<RatingOptions, number>({
  id: 'rating',
  columns: () => [{ suffix: '', type: 'smallint' }],
  toDb: (value) => [value],
  fromDb: ([value]) => Number(value),
});
