import { definePlugin } from '@tenon/plugin-api';
import { tileTypes } from './index.g.ts';
import { phrases } from './phrases.zh-cn.ts';

/** The built-in dashboard tiles. */
export const coreTiles = definePlugin({
  id: 'core-tiles',
  version: '0.1.0',
  contributes: { tileTypes },
  phrases: { 'zh-CN': phrases },
});
