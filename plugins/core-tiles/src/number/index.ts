import type { TileType } from '@tenon/plugin-api';
import { measureId, optionsOf } from '../shared/schemas.ts';

export const number: TileType = {
  id: 'number',
  label: { en: 'Figure', 'zh-CN': '数字' },
  icon: 'number',
  optionsSchema: optionsOf({
    measure: measureId,
    secondary: { ...measureId, description: 'Id of a measure that is shown small, below the figure.' },
    compact: { type: 'boolean', default: false, description: 'Large figures shortened: 10M, 1000万.' },
  }),
  report: { groups: { least: 0, most: 0 } },
  size: { w: 3, h: 3 },
};
