export { authorizeAggregate, authorizeSelect, entityFor } from './authorize.ts';
export {
  createSqlContext,
  liveRows,
  type RuleScope,
  rowRule,
  type SqlContextOptions,
} from './compile/index.ts';
export { limits } from './limits.ts';
export type * from './nodes.ts';
export { parseAggregate, parseSelect } from './parse.ts';
export { type Rights, rightsOf } from './rights.ts';
export { type RecordSelection, runCount, runSelect, selectRecords } from './run.ts';
export { viewerPaths } from './viewer-paths.ts';
export { type VisibleEntity, type VisibleModel, visibleModel } from './visible.ts';
