/* Generated from the list beside it by `npm run generate`; not edited by hand. */
import { bar } from './bar/index.ts';
import { funnel } from './funnel/index.ts';
import { line } from './line/index.ts';
import { number } from './number/index.ts';
import { pie } from './pie/index.ts';
import { table } from './table/index.ts';

export const tileTypes = [
  number,
  bar,
  line,
  pie,
  funnel,
  table,
];
