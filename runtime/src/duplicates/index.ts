export { DuplicateHint } from './duplicate-hint.tsx';
export { MergesList } from './merges-list.tsx';
