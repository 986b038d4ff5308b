/** One step of a kind: from format `from` to the next. Pure; `document` is a copy that the step may change and return. */
export interface Migration {
  readonly from: number;
  /** What changed and why, for the history of the format. */
  readonly description: string;
  migrate(document: { [property: string]: unknown }): { [property: string]: unknown };
}

/** The newest format of a kind with these migrations. */
export const newestFormat = (migrations: readonly Migration[]): number => migrations.length + 1;

export type Migrated =
  | { readonly ok: true; readonly document: { readonly [property: string]: unknown } }
  | { readonly ok: false; readonly from: number; readonly reason: string };

/**
 * Brings a document to the newest format of its kind. Without `format` it is in the newest already. The input stays as it
 * is; the result keeps no `format`, so that equal content of any age is equal.
 */
export function migrateDocument(
  document: { readonly [property: string]: unknown },
  migrations: readonly Migration[],
): Migrated {
  const newest = newestFormat(migrations);
  const format = typeof document.format === 'number' ? document.format : newest;
  let current: { [property: string]: unknown } = structuredClone(document);
  for (let from = format; from < newest; from++) {
    const step = migrations[from - 1];
    if (!step) return { ok: false, from, reason: 'there is no step' };
    try {
      current = step.migrate(current);
    } catch (error) {
      return { ok: false, from, reason: error instanceof Error ? error.message : String(error) };
    }
  }
  const { format: _, ...rest } = current;
  return { ok: true, document: rest };
}

/** Steps must rise by one from 1; said of the list, since the mistake is its author's. */
export function assertNumbered(kind: string, migrations: readonly Migration[]): void {
  migrations.forEach(({ from }, index) => {
    if (from !== index + 1)
      throw new Error(`Migration ${index + 1} of ${kind} starts from ${from}, not ${index + 1}`);
  });
}
