/* Generated from the list beside it by `npm run generate`; not edited by hand. */
import { calendarBrowser } from './calendar/browser.tsx';
import { kanbanBrowser } from './kanban/browser.tsx';
import { tableBrowser } from './table/browser.tsx';
import { timelineBrowser } from './timeline/browser.tsx';

export const viewTypes = [
  tableBrowser,
  kanbanBrowser,
  calendarBrowser,
  timelineBrowser,
];
