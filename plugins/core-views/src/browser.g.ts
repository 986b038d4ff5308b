/* Generated from the list beside it by `npm run generate`; not edited by hand. */
import { kanbanBrowser } from './kanban/browser.tsx';
import { tableBrowser } from './table/browser.tsx';

export const viewTypes = [
  tableBrowser,
  kanbanBrowser,
];
