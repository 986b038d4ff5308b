import type { Row } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Condition } from './conditions.ts';

/** A record on its way into its table. */
export interface Judged {
  readonly id: string;
  /** `undone`: a change is taken back. What the record then is, is asked; a way back is no move onwards. */
  readonly way: 'new' | 'changed' | 'restored' | 'undone';
  readonly before: Row | undefined;
  readonly after: Row;
  /** Fields whose value is another than before. */
  readonly changed: ReadonlySet<string>;
}

export interface Fault {
  /** Where it stands; undefined for the whole record, or when the viewer may not see the field. */
  readonly field: string | undefined;
  readonly code: string;
  readonly message: string;
}

export type Holds = (condition: Condition, row: 'before' | 'after') => boolean;

export interface Check {
  /** All that it may ask about. */
  readonly conditions: readonly Condition[];
  /** Those of them that this write asks about; all when absent. */
  asks?(one: Judged, context: Context): readonly Condition[];
  /** Whether it looks at the record as it was, too. */
  readonly looksBack?: boolean;
  /** Whether this write has anything to do with it. */
  concerns(one: Judged, context: Context): boolean;
  judge(one: Judged, holds: Holds, context: Context): readonly Fault[];
}

export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
