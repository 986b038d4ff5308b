/** What the controls of one form say about text that means no value. */
export interface Faults {
  of(field: string): string | undefined;
  /** Undefined when the text means a value again. */
  note(field: string, message: string | undefined): void;
}

/** Read when the form is sent, not while it is drawn: rjsf takes two validators for one and keeps the first. */
export function createFaults(): Faults {
  const messages = new Map<string, string>();
  return {
    of: (field) => messages.get(field),
    note(field, message) {
      if (message === undefined) messages.delete(field);
      else messages.set(field, message);
    },
  };
}
