/** A JsonLogic value as it stands in a document; @tenon/expressions gives it meaning. */
export type Expression =
  | null
  | boolean
  | number
  | string
  | readonly Expression[]
  | { readonly [operator: string]: Expression };
