import { definePlugin } from '@tenon/plugin-api';
import { viewTypes } from './index.g.ts';
import { phrases } from './phrases.zh-cn.ts';

/** The built-in views. */
export const coreViews = definePlugin({
  id: 'core-views',
  version: '0.1.0',
  contributes: { viewTypes },
  phrases: { 'zh-CN': phrases },
});
