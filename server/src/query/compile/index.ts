export { type Aliases, createAliases } from './aliases.ts';
export {
  createSqlContext,
  liveRows,
  type RuleScope,
  reachOf,
  rowRule,
  type SqlContextOptions,
} from './sql-context.ts';
