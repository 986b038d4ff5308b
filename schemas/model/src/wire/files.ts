/** Files as the API speaks of them. */

/** What POST /files?name= answers; a record takes it, or its id alone, in a field of files. */
export interface FileBody {
  readonly id: string;
  readonly name: string;
  /** Told by the content, not by the sender. */
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
}

/** One look behind a mask. */
export interface RevealEntry {
  readonly id: string;
  readonly entity: string;
  readonly record: string;
  readonly field: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  /** ISO 8601 in UTC. */
  readonly at: string;
}
