/** Whether the entries of an entity are what the live release makes of all its records. */
import { sql } from '@tenon/expressions';
import { type Context, queryable } from '../../context.ts';
import { searchedEntities } from './fields.ts';

export async function areReady(context: Context, entities: readonly string[]): Promise<boolean> {
  if (entities.length === 0) return true;
  const rows = await queryable(context).query<{ entity: string; digest: string }>(sql`
    select entity, digest from search.states
    where ready and entity = any(${sql.value([...entities], 'text[]')})`);
  const ready = new Map(rows.map(({ entity, digest }) => [entity, digest]));
  const searched = searchedEntities(context.release);
  return entities.every((entity) => ready.get(entity) === searched.get(entity)?.digest);
}
