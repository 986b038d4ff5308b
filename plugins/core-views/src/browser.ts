import { defineBrowserPlugin } from '@tenon/plugin-api';
import { viewTypes } from './browser.g.ts';

export const coreViewsBrowser = defineBrowserPlugin({ id: 'core-views', contributes: { viewTypes } });
