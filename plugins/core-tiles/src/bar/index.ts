import type { TileType } from '@tenon/plugin-api';
import { measureIds, optionsOf } from '../shared/schemas.ts';

export const bar: TileType = {
  id: 'bar',
  label: { en: 'Bar chart', 'zh-CN': '柱状图' },
  icon: 'bar-chart',
  optionsSchema: optionsOf({
    measures: measureIds,
    direction: {
      enum: ['vertical', 'horizontal'],
      default: 'vertical',
      description: 'Horizontal suits long names.',
    },
    stacked: { type: 'boolean', default: false, description: 'Bars of one group on top of each other.' },
  }),
  report: { groups: { least: 1, most: 2 } },
  size: { w: 6, h: 6 },
};
