import { ApiError } from '../api-client/index.ts';

export interface PlacedErrors {
  /** By field id. */
  readonly fields: { readonly [field: string]: readonly string[] };
  /** What belongs to no field that is shown. */
  readonly rest: readonly string[];
}

/**
 * Puts what the server refused at the fields of a form. A pointer leads into the body that was sent: its last step that
 * names a field of the form is the place.
 */
export function placeErrors(error: unknown, shown: readonly string[]): PlacedErrors {
  if (!(error instanceof ApiError)) return { fields: {}, rest: [] };
  const fields: Record<string, string[]> = {};
  const rest: string[] = [];
  for (const { pointer, message } of error.problem.errors ?? []) {
    const field = pointer
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
      .findLast((step) => shown.includes(step));
    if (field === undefined) rest.push(message);
    else fields[field] = [...(fields[field] ?? []), message];
  }
  if (rest.length === 0 && Object.keys(fields).length === 0) rest.push(error.message);
  return { fields, rest };
}
