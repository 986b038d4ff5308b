import type { TileType } from '@tenon/plugin-api';
import { measureId, optionsOf } from '../shared/schemas.ts';

export const pie: TileType = {
  id: 'pie',
  label: { en: 'Pie chart', 'zh-CN': '饼图' },
  icon: 'pie-chart',
  optionsSchema: optionsOf({
    measure: measureId,
    slices: {
      type: 'integer',
      minimum: 2,
      maximum: 12,
      default: 8,
      description: 'The rest become one slice.',
    },
  }),
  report: { groups: { least: 1, most: 1 } },
  size: { w: 4, h: 6 },
};
