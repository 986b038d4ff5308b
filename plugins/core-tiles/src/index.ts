import { definePlugin } from '@tenon/plugin-api';
import { bar } from './bar/index.ts';
import { funnel } from './funnel/index.ts';
import { line } from './line/index.ts';
import { number } from './number/index.ts';
import { pie } from './pie/index.ts';
import { table } from './table/index.ts';

/** The built-in dashboard tiles. */
export const coreTiles = definePlugin({
  id: 'core-tiles',
  version: '0.1.0',
  contributes: { tileTypes: [number, bar, line, pie, funnel, table] },
});
