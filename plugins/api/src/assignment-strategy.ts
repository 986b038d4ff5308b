import type { Text } from '@tenon/documents';

/** An operator as a strategy sees it: everything it may rest its choice on. */
export interface Candidate {
  readonly id: string;
  /** Units held now, those given earlier in this run included. */
  readonly load: number;
  /** Units that can be held; undefined is without limit. */
  readonly capacity: number | undefined;
  /** Share, above 0; 1 when the rule states none. Operators with weight 0 are left out before. */
  readonly weight: number;
  /** Tasks given in this run so far. */
  readonly given: number;
  /** Place of the operator's last task in the order in which this rule ever gave tasks; undefined is never. */
  readonly lastTurn: number | undefined;
}

/**
 * Orders candidates: the one with the least score takes the record. Scores compare number by number; between equal ones the
 * least id wins. The score must be a function of the candidate alone: then a run can be repeated and simulated, and only
 * the score of whoever was given a task is computed anew.
 */
export interface AssignmentStrategy {
  readonly id: string;
  readonly label: Text;
  readonly description: Text;
  /** Names of the numbers of a score, the deciding one first; kept with each decision. */
  readonly parts: readonly { readonly id: string; readonly label: Text }[];
  /** One finite number for each part. */
  score(candidate: Candidate): readonly number[];
}
