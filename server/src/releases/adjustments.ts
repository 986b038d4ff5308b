/** What the administrator says about values that a publish cannot simply keep. */
import type { AdjustmentsBody } from '@tenon/model';

export interface Adjustments {
  /** Ids of impacts that are agreed to; `all` for roll backs, which lose nothing that was there before. */
  readonly accept: ReadonlySet<string> | 'all';
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly renames: ReadonlyMap<string, string>;
}

export const noAdjustments: Adjustments = { accept: new Set(), values: new Map(), renames: new Map() };

export function adjustmentsOf({ accept = [], values = {}, renames = {} }: AdjustmentsBody): Adjustments {
  return {
    accept: new Set(accept),
    values: new Map(Object.entries(values).map(([of, mapped]) => [of, new Map(Object.entries(mapped))])),
    renames: new Map(Object.entries(renames)),
  };
}

export function isAgreed({ accept }: Adjustments, impact: string): boolean {
  return accept === 'all' || accept.has(impact);
}
