import { defineBrowserPlugin } from '@tenon/plugin-api';
import { barBrowser } from './bar/browser.tsx';
import { funnelBrowser } from './funnel/browser.tsx';
import { lineBrowser } from './line/browser.tsx';
import { numberBrowser } from './number/browser.tsx';
import { pieBrowser } from './pie/browser.tsx';
import { tableBrowser } from './table/browser.tsx';

export const coreTilesBrowser = defineBrowserPlugin({
  id: 'core-tiles',
  contributes: {
    tileTypes: [numberBrowser, barBrowser, lineBrowser, pieBrowser, funnelBrowser, tableBrowser],
  },
});
