import { defineServerFieldType, defineServerPlugin } from '@tenon/plugin-api';
import type { StarsOptions } from './index.ts';

export const starsServer = defineServerFieldType<StarsOptions, number>({
  id: 'stars',
  columns: () => [{ suffix: '', type: 'smallint' }],
  toDb: (value) => [value],
  fromDb: ([value]) => Number(value),
});

export const exampleRatingServer = defineServerPlugin({
  id: 'example-rating',
  contributes: { fieldTypes: [starsServer] },
});
