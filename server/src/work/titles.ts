import type { Context } from '../context.ts';
import { titlesOf } from '../query/titles.ts';
import { asSystem } from './contexts.ts';

/** Names of users, whoever asks: a task names its operator to all who may see it. */
export function namesOf(
  context: Context,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  return titlesOf(
    asSystem(context),
    'user',
    ids.filter((id) => id !== null),
  );
}
