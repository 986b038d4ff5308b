/* Generated from the list beside it by `npm run generate`; not edited by hand. */
import { barBrowser } from './bar/browser.tsx';
import { funnelBrowser } from './funnel/browser.tsx';
import { lineBrowser } from './line/browser.tsx';
import { numberBrowser } from './number/browser.tsx';
import { pieBrowser } from './pie/browser.tsx';
import { tableBrowser } from './table/browser.tsx';

export const tileTypes = [
  numberBrowser,
  barBrowser,
  lineBrowser,
  pieBrowser,
  funnelBrowser,
  tableBrowser,
];
