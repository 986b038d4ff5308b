import type { Text } from '@tenon/documents';

/** An operator as a strategy sees it: everything it may rest its choice on. */
export interface Candidate {
  readonly id: string;
  /** Units held now, those given earlier in this run included. */
  readonly load: number;
  /** Units that can be held; undefined is without limit. */
  readonly capacity: number | undefined;
  /** Share, at least 0; 1 when the rule states none. */
  readonly weight: number;
  /** Tasks given in this run so far. */
  readonly given: number;
  /** When this rule last gave this operator a task: ISO 8601, undefined is never. */
  readonly lastGivenAt: string | undefined;
}

/**
 * Picks one of the candidates (never empty, all of them able to take the record, sorted by id). Must be a function of its
 * arguments alone, so that a run can be repeated and simulated.
 */
export interface AssignmentStrategy {
  readonly id: string;
  readonly label: Text;
  readonly description: Text;
  pick(candidates: readonly Candidate[]): { readonly id: string; readonly score: { readonly [part: string]: number } };
}
