export { HitText } from './hit-text.tsx';
export { useRecent } from './recent.ts';
export { useSearch } from './use-search.ts';
