import { definePlugin } from '@tenon/plugin-api';
import { viewTypes } from './index.g.ts';

/** The built-in views. */
export const coreViews = definePlugin({ id: 'core-views', version: '0.1.0', contributes: { viewTypes } });
