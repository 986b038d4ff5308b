/* Generated from the list beside it by `npm run generate`; not edited by hand. */
import { calendar } from './calendar/index.ts';
import { kanban } from './kanban/index.ts';
import { table } from './table/index.ts';
import { timeline } from './timeline/index.ts';

export const viewTypes = [
  table,
  kanban,
  calendar,
  timeline,
];
