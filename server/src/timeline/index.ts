export { type TimelineQuery, timeline } from './timeline.ts';
