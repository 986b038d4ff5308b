/**
 * Helps the search box of a list, and conditions of lists (see filters.ts). That one looks for the text as it stands, inside of one field; the index only says which
 * records could hold it, and the list compares them as it always does. What was written since the index was brought up to
 * date counts as such a record, so the answer is the same as without the index.
 */
import { type Sql, sql } from '@tenon/expressions';
import type { FieldModel } from '@tenon/model';
import type { Context } from '../context.ts';
import { areReady } from '../log/kept/index.ts';
import type { LiveRelease } from '../releases/live.ts';
import { searchedEntities } from './index/fields.ts';
import { searchIndex } from './index/search-index.ts';
import { fold } from './text/fold.ts';
import { gram, kinds } from './text/grams.ts';
import { piecesOf } from './text/pieces.ts';
import { gramsWithin } from './text/question.ts';

/** Above so many the list finds a page sooner by walking in its order. */
const most = 5_000;
const statementTimeoutMs = 500;

/** Ids of the records that may hold the text in one of the fields; undefined when the index can't tell or would not help. */
export async function narrowed(
  context: Context,
  entity: string,
  fields: readonly FieldModel[],
  text: string,
): Promise<readonly string[] | undefined> {
  const searched = searchedEntities(context.release).get(entity);
  if (context.tx || !searched) return undefined;
  if (!fields.every((field) => isKnown(context.release, entity, field))) return undefined;
  const grams = gramsWithin(piecesOf(fold(text)));
  if (grams.length === 0 || !(await areReady(context, searchIndex, [searched]))) return undefined;
  try {
    return await context.db.transaction(
      async (tx) => {
        // First what the index does not know yet: what it learns meanwhile is found in it.
        const recent = await tx.query<{ entity: string; id: string }>(waiting());
        if (recent.length > most) return undefined;
        await tx.query(sql`select set_config('enable_seqscan', 'off', true)`);
        const indexed = await tx.query<{ id: string }>(holding(entity, grams));
        if (indexed.length > most) return undefined;
        const changed = recent.filter((change) => change.entity === entity);
        return [...new Set([...indexed, ...changed].map(({ id }) => id))];
      },
      { readOnly: true, statementTimeoutMs },
    );
  } catch (error) {
    // Slower without the index, but right.
    if ((error as { code?: unknown }).code === '57014') return undefined;
    throw error;
  }
}

/** Whether the index holds the text of the field as a list compares it. */
export function isKnown(release: LiveRelease, entity: string, field: FieldModel): boolean {
  const searched = searchedEntities(release).get(entity);
  if (!searched?.fields.includes(field)) return false;
  return field.type.searchText === undefined && field.valueType.kind === 'text';
}

/** Whether the text is long enough to be told apart by its pieces. */
export function tells(text: string): boolean {
  return gramsWithin(piecesOf(fold(text))).length > 0;
}

/** Changes that the index has not followed yet. */
function waiting(): Sql {
  return sql`
    select entity, record_id as id from tenon.changes
    where (tx, id) > (select tx, id from tenon.consumers where consumer = ${searchIndex.name})
    order by tx, id limit ${sql.value(most + 1, 'bigint')}`;
}

function holding(entity: string, grams: readonly number[]): Sql {
  const of = gram(kinds.entity, entity);
  const all = sql.value([of, ...grams], 'integer[]');
  const cut = sql.value([of, gram(kinds.cut, '')], 'integer[]');
  return sql`
    select record_id as id from search.entries
    where grams @> ${all} or grams @> ${cut}
    limit ${sql.value(most + 1, 'bigint')}`;
}
