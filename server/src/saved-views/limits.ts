/** What people may keep. */
export const limits = {
  /** Saved views, and favourites, of one person. */
  perPerson: 500,
  /** As many as one query may ask for. */
  columns: 200,
  sortKeys: 5,
  nameLength: 120,
  pathLength: 250,
  roles: 100,
  /** Bytes of a view's content as JSON. */
  content: 64 * 1024,
} as const;
