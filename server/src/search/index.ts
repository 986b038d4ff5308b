export { createSearch, type Search, type SearchRequest } from './search.ts';
