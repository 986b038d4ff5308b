export {
  type Catalogue,
  type Details,
  type Extra,
  messageIn,
  problemMaker,
  shown,
  sortProblems,
} from './catalogue.ts';
export { describedIn } from './describe.ts';
export type { Expression } from './expression.ts';
export { formatDocument } from './format.ts';
export { type DocumentKind, defineKind } from './kind.ts';
export { documentKinds } from './kinds.ts';
export { type Migration, migrateDocument, newestFormat } from './migrate.ts';
export { documentAt, documentPath } from './path.ts';
export { createPhraseBook } from './phrase-book.ts';
export { pointerKeys, pointerTo, valueAt } from './pointer.ts';
export type { DocumentRef, Problem } from './problem.ts';
export { documentProblem, documentProblems } from './problems.ts';
export { type ReadResult, readDocument } from './read.ts';
export { schemas } from './schemas.g.ts';
export { closest } from './suggest.ts';
export { type Language, languages, type Text, textIn } from './text.ts';
export type * from './types.g.ts';
export { boundsFinding } from './validate/bounds.ts';
export type { Finding } from './validate/explain.ts';
export type { JsonSchema } from './validate/schema.ts';
export {
  type Admitted,
  admitDocument,
  checkDocument,
  schemaFindings,
  validateDocument,
  withSchemaDefaults,
} from './validate/validate.ts';
