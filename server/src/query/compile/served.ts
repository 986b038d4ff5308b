/** Whether an index gives the rows of a list in its order. */
import { equalities, type ListIndexes, listIndexes } from '@tenon/model';
import type { LiveRelease } from '../../releases/live.ts';
import type { SelectNode } from '../nodes.ts';

/**
 * By the Model, not by asking Postgres. One own key is always taken to be served: were there no index, its place would be
 * found in two readings in place of one.
 */
export function isServed(release: LiveRelease, { entity, sort, where, rows }: SelectNode): boolean {
  const own = sort.every(
    ({ path: { steps, field } }) => steps.length === 1 && field.storage.kind === 'column',
  );
  if (!own) return false;
  const end = sort.findIndex(({ path }) => path.field.id === 'id');
  const keys = end < 0 ? sort : sort.slice(0, end);
  const tie = sort[end]?.direction;
  if (keys.length <= 1) return true;
  if (rows !== 'live' || (tie !== undefined && tie !== keys.at(-1)?.direction)) return false;
  const given = new Set(where.flatMap(({ root }) => equalities(root)));
  return indexesOf(release, entity.id).some(
    (index) =>
      index.filter.every(({ id }) => given.has(id)) &&
      index.sort.length === keys.length &&
      index.sort.every(
        ({ field, direction }, at) =>
          keys[at]?.path.field.id === field.id && keys[at]?.direction === direction,
      ),
  );
}

function indexesOf(release: LiveRelease, entity: string): ListIndexes['made'] {
  const known = release.memo('query:list-indexes', () => new Map<string, ListIndexes['made']>());
  let made = known.get(entity);
  if (!made) {
    const { model } = release;
    const of = model.entities.get(entity);
    made = of ? listIndexes(of, model).made : [];
    known.set(entity, made);
  }
  return made;
}
