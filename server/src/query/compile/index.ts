export { type Aliases, createAliases } from './aliases.ts';
export {
  createSqlContext,
  liveRows,
  type RuleScope,
  rowRule,
  type SqlContextOptions,
} from './sql-context.ts';
