export type { Problem, DocumentRef } from './problem.ts';
export type { Expression } from './expression.ts';
export { textIn, languages, type Text, type Language } from './text.ts';
