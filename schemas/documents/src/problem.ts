/** A finding about a configuration. Problems are values, collected and returned all at once. */
export interface Problem {
  /** Stable, kebab-case, never used again for something else; listed in docs/errors.md. */
  readonly code: string;
  /** `error`: cannot be published as written. `warning`: works, but someone should look. */
  readonly severity: 'error' | 'warning';
  readonly document: DocumentRef;
  /** JSON Pointer into the document; '' is the whole document. */
  readonly pointer: string;
  /** What is wrong, the value seen, what is allowed. English; `code` and `details` carry translations. */
  readonly message: string;
  readonly hint?: string;
  /** Values of the message's placeholders, for the translation catalogue. */
  readonly details?: { readonly [name: string]: string | number };
  /** Other places that take part in the problem. */
  readonly related?: readonly { readonly document: DocumentRef; readonly pointer: string }[];
}

/** Which document: its kind and permanent id. */
export interface DocumentRef {
  readonly kind: string;
  readonly id: string;
}
