export { createDuplicates, type Duplicates } from './duplicates.ts';
