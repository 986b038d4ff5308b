import { defineBrowserPlugin } from '@tenon/plugin-api';
import { tableBrowser } from './table/browser.tsx';

export const coreViewsBrowser = defineBrowserPlugin({
  id: 'core-views',
  contributes: { viewTypes: [tableBrowser] },
});
