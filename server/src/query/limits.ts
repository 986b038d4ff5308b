/** What one request may ask of the gate at most. Passing one is `limit-exceeded` (400). Expressions have their own. */
export const limits = {
  pageSize: 500,
  defaultPageSize: 50,
  /** Fields and paths in one query. */
  fields: 200,
  /** Relations that one path walks. */
  pathSteps: 4,
  sortKeys: 5,
  /** Characters of a search text. */
  searchLength: 200,
  /** Counts are exact up to here and estimated by the planner above. */
  exactCount: 10_000,
  groups: 5,
  measures: 50,
  /** Rows of an aggregate answer. */
  aggregateRows: 1_000,
  /** Groups that a report computes its formulas over before it sorts and cuts. */
  reportGroups: 10_000,
  /** Fields in one body; an entity has at most half as many. */
  bodyFields: 1_000,
  /** Columns of an imported file. */
  columns: 1_000,
  /** Records in one bulk request. */
  bulkIds: 1_000,
  /** Records that one bulk request may match. */
  bulkMatching: 10_000,
  /** Ids in one value of a relation to many. */
  linkedIds: 1_000,
  cursorLength: 4_000,
  historyPage: 200,
} as const;
