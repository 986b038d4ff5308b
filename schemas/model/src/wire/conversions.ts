/** Values that are carried over before a publish: how far it is, and how it ended. */

/**
 * `filling`: columns are filled beside the living ones, while everybody goes on working. `publishing`: the last moment, in
 * which they take their places. `broken-off`: its process is gone. Whatever does not end in `done` has changed nothing.
 */
export type ConversionState = 'filling' | 'publishing' | 'done' | 'cancelled' | 'failed' | 'broken-off';

export interface ConversionBody {
  readonly id: string;
  readonly state: ConversionState;
  /** Fields that take values over: `<entity>.<field>` and "Entity: field". */
  readonly fields: readonly {
    readonly of: string;
    readonly label: { readonly en: string; readonly 'zh-CN': string };
  }[];
  /** Rows that are worked out, of all that are to be. */
  readonly done: number;
  readonly total: number;
  /** Somebody asked for it to be cancelled; it ends after the rows in hand. */
  readonly cancelAsked: boolean;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Null for the system. */
  readonly by: { readonly id: string; readonly name: string } | null;
  /** Of the publish. */
  readonly note: string;
  /** The release that it was made from. */
  readonly base: number;
  /** What it led to. */
  readonly release: number | null;
  /** Why it failed. */
  readonly message: string | null;
}
