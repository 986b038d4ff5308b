import { coreOperators } from '@tenon/expressions';
import { definePlugin } from '@tenon/plugin-api';
import { withinKm } from './geo_point/within-km.ts';
import { fieldTypes } from './index.g.ts';
import { phrases } from './phrases.zh-cn.ts';

/** The operators of the rule language that come with it. */
export const coreRules = definePlugin({
  id: 'core-rules',
  version: '0.1.0',
  contributes: { operators: coreOperators },
});

/** The built-in field types. */
export const coreFields = definePlugin({
  id: 'core-fields',
  version: '0.1.0',
  after: ['core-rules'],
  contributes: { fieldTypes, operators: [withinKm] },
  phrases: { 'zh-CN': phrases },
});
