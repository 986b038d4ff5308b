import type { TileType } from '@tenon/plugin-api';
import { optionsOf } from '../shared/schemas.ts';

export const table: TileType = {
  id: 'table',
  label: { en: 'Table', 'zh-CN': '表格' },
  icon: 'table',
  optionsSchema: optionsOf({
    rows: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 100,
      description: 'At most so many are shown.',
    },
    bars: { type: 'boolean', default: true, description: 'A bar behind the first measure.' },
  }),
  report: { groups: { least: 1, most: 3 } },
  size: { w: 6, h: 6 },
};
