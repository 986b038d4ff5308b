import type { TileType } from '@tenon/plugin-api';
import { measureIds, optionsOf } from '../shared/schemas.ts';

export const line: TileType = {
  id: 'line',
  label: { en: 'Line chart', 'zh-CN': '折线图' },
  icon: 'line-chart',
  optionsSchema: optionsOf({
    measures: measureIds,
    area: { type: 'boolean', default: false, description: 'The space below the line is filled.' },
    smooth: { type: 'boolean', default: false },
  }),
  report: { groups: { least: 1, most: 2 } },
  size: { w: 6, h: 6 },
};
