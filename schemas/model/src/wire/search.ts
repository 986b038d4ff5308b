/** One box over everything that the viewer may read. */

/** From where to where, in UTF-16 units of the text that it belongs to, end excluded. Ordered; never overlapping. */
export type SearchRange = readonly [start: number, end: number];

/** How well a record answers: best first. */
export type SearchFit = 'exact' | 'start' | 'word' | 'part' | 'similar';

export interface SearchDetail {
  readonly field: string;
  /** What people read of the value, long ones cut to what is around the match. */
  readonly text: string;
  readonly ranges: readonly SearchRange[];
}

export interface SearchHit {
  readonly entity: string;
  readonly id: string;
  /** '' when the record has none that the viewer may read. */
  readonly title: string;
  readonly ranges: readonly SearchRange[];
  readonly fit: SearchFit;
  /** Fields besides the title in which something was found; else one that tells the record apart. */
  readonly details: readonly SearchDetail[];
  readonly updatedAt: string;
}

export interface SearchBody {
  /** Best first. */
  readonly hits: readonly SearchHit[];
  /** How many of what was found are of each entity; `more` when not all were looked at. */
  readonly entities: readonly { readonly entity: string; readonly count: number; readonly more: boolean }[];
  /** False while the index is still being made, so that records may be missing. */
  readonly ready: boolean;
}
