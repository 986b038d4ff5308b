/** What one search may ask for and look at at most. */
export const limits = {
  /** Characters of a question. */
  textLength: 200,
  hits: 100,
  defaultHits: 20,
  /** Entities named in one request. */
  entities: 100,
  /** Newest records of each entity that are looked through first. */
  newest: 300,
  /** So many matches among those make a question a common one. */
  common: 15,
  /** Newest records that are looked through for a common question. */
  newestOfCommon: 2_000,
  /** Of each kind of match that is taken where there are too many. */
  kept: 60,
  /** Matches as written that are taken of each entity. */
  written: 200,
  /** Records that are like what was asked for. */
  similar: 100,
  /** With fewer hits than this, what is only like it is shown too. */
  few: 5,
  /** Records that are read and compared, of all entities. */
  read: 600,
  statementTimeoutMs: 1_500,
} as const;
