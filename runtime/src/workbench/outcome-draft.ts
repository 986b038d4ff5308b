import type { TaskTypeConfig } from '@tenon/model';

/** What an operator has entered about a task and not sent yet; kept for the life of the tab, over reloads and errors. */
export interface OutcomeDraft {
  readonly outcome: string | undefined;
  readonly values: { readonly [field: string]: unknown };
  readonly note: string;
  /** Makes a retry harmless: the server completes once for it. */
  readonly key: string;
}

const storageKey = (task: string) => `tenon.outcome.${task}`;

export function readDraft(task: string): OutcomeDraft {
  try {
    const kept = sessionStorage.getItem(storageKey(task));
    if (kept !== null) return JSON.parse(kept) as OutcomeDraft;
  } catch {
    // What cannot be read is not worth keeping.
  }
  return { outcome: undefined, values: {}, note: '', key: crypto.randomUUID() };
}

export function keepDraft(task: string, draft: OutcomeDraft): void {
  if (isBlank(draft)) sessionStorage.removeItem(storageKey(task));
  else sessionStorage.setItem(storageKey(task), JSON.stringify(draft));
}

export function dropDraft(task: string): void {
  sessionStorage.removeItem(storageKey(task));
}

export function isBlank({ outcome, note, values }: OutcomeDraft): boolean {
  return outcome === undefined && note === '' && Object.keys(values).length === 0;
}

export type Outcome = TaskTypeConfig['outcomes'][number];

/** An outcome's fields as a form of one section. */
export function outcomeForm(outcome: Outcome) {
  return {
    schema: outcome.schema,
    sections: [
      {
        id: outcome.id,
        columns: 1,
        fields: outcome.fields.map(({ field }) => ({ field: field.id, span: 1 })),
      },
    ],
  };
}
