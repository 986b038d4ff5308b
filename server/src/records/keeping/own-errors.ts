import { isTenonError } from '../../errors.ts';

/** What the server refused to a field type is the server's own answer, not a fault of the plugin that passed it on. */
export function withOwnErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && isTenonError(error.cause)) throw error.cause;
    throw error;
  }
}
