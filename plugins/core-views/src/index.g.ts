/* Generated from the list beside it by `npm run generate`; not edited by hand. */
import { kanban } from './kanban/index.ts';
import { table } from './table/index.ts';

export const viewTypes = [
  table,
  kanban,
];
