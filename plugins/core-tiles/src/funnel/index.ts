import type { TileType } from '@tenon/plugin-api';
import { measureId, optionsOf } from '../shared/schemas.ts';

export const funnel: TileType = {
  id: 'funnel',
  label: { en: 'Funnel', 'zh-CN': '漏斗图' },
  icon: 'funnel-plot',
  optionsSchema: optionsOf({
    measure: measureId,
    sort: {
      enum: ['report', 'descending'],
      default: 'report',
      description: 'In the order of the report, or the widest first.',
    },
  }),
  report: { groups: { least: 1, most: 1 } },
  size: { w: 4, h: 6 },
};
