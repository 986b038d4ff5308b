export { appConfigFor } from './app-config/app-config.ts';
export { canReadReport } from './app-config/dashboards.ts';
export { builtInEntities, systemFieldIds } from './builtin/index.ts';
export { describeChanges } from './changes/describe-changes.ts';
export { type Compilation, compile } from './compile.ts';
export type * from './constraints/model.ts';
export { fieldAt } from './entity/parts.ts';
export { defaultForm, formFor } from './forms/default-form.ts';
export { type ValueSchemaOptions, valueSchemaOf } from './forms/value-schema.ts';
export {
  equalities,
  type IndexSources,
  type ListIndexes,
  listIndexes,
  mostIndexes,
  serves,
} from './indexes/derive.ts';
export { indexFault, isNarrow } from './indexes/fits.ts';
export type * from './indexes/model.ts';
export type * from './model.ts';
export { openApiOf } from './openapi/open-api.ts';
export { pagesFor, timelineKinds } from './page/default-page.ts';
export type * from './page/model.ts';
export { type Access, capabilities, recordActions } from './permissions/access.ts';
export { accessOf } from './permissions/access-of.ts';
export { canReadField, canReadPath, canReadRule } from './permissions/readable.ts';
export { systemAccess } from './permissions/system-access.ts';
export { planProblem, planProblems } from './plan-problems.ts';
export { modelProblems } from './problems.ts';
export { isOfRecord, isSortable } from './resolve/paths.ts';
export { isTimeZone } from './time-zone.ts';
export { problemHint, problemMessage, said } from './translate.ts';
export { fitsView } from './view/fits.ts';
export { defaultView, viewFor } from './views/default-view.ts';
export type * from './wire/advice.ts';
export type * from './wire/constraints.ts';
export type * from './wire/conversions.ts';
export type * from './wire/duplicates.ts';
export type * from './wire/files.ts';
export type * from './wire/impact.ts';
export type * from './wire/imports.ts';
export type * from './wire/pages.ts';
export type * from './wire/saved-views.ts';
export type * from './wire/search.ts';
export type * from './wire/timeline.ts';
export type * from './wire.ts';
