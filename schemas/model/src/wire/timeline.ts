/** GET records/{entity}/{id}/timeline: everything that happened around a record, newest first. */
import type { HistoryEntry, Label } from '../wire.ts';

export type TimelineKind = 'change' | 'task' | 'touchpoint' | 'file' | 'related';

export interface TimelinePage {
  readonly items: readonly TimelineEntry[];
  readonly next: string | null;
}

export type TimelineEntry = {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string } | null;
} & TimelineEvent;

export type TimelineEvent =
  | {
      readonly kind: 'change';
      readonly action: HistoryEntry['action'];
      readonly source: string;
      /** What the source goes by: the file of an import. */
      readonly origin: string | null;
      readonly changes: HistoryEntry['changes'];
    }
  | {
      readonly kind: 'task';
      readonly action: 'create' | 'complete' | 'lapse' | 'hand-over' | 'claim' | 'return' | 'cancel';
      readonly task: string;
      readonly taskType: string;
      readonly taskLabel: Label;
      readonly operator: { readonly id: string; readonly name: string } | null;
      /** The rule that gave it. */
      readonly ruleLabel: Label | null;
      readonly outcome: string | null;
      readonly outcomeLabel: Label | null;
      readonly note: string | null;
      readonly seconds: number | null;
    }
  | {
      readonly kind: 'touchpoint';
      readonly channel: string;
      readonly direction: 'out' | 'in';
      readonly outcome: string | null;
      readonly outcomeLabel: Label | null;
      readonly note: string | null;
      readonly task: string | null;
      readonly seconds: number | null;
    }
  | {
      readonly kind: 'file';
      readonly file: {
        readonly id: string;
        readonly name: string;
        readonly mediaType: string;
        readonly size: number;
      };
      readonly field: string;
      readonly fieldLabel: Label;
    }
  | {
      readonly kind: 'related';
      readonly action: HistoryEntry['action'];
      readonly source: string;
      /** What the source goes by: the file of an import. */
      readonly origin: string | null;
      /** The relation of the record through which the other belongs to it. */
      readonly relation: string;
      readonly relationLabel: Label;
      readonly entity: string;
      readonly record: string;
      readonly title: string;
      readonly changes: HistoryEntry['changes'];
    };
