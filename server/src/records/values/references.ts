/** Records that values refer to: they must exist, live, and be readable by the viewer. */
import { type Sql, sql } from '@tenon/expressions';
import type { FieldModel } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { scopeOf } from '../../query/compile/select.ts';
import { liveRows } from '../../query/compile/sql-context.ts';
import { limits } from '../../query/limits.ts';
import { type Mistakes, pointerTo } from '../../query/mistakes.ts';
import { rightsOf } from '../../query/rights.ts';
import type { VisibleEntity } from '../../query/visible.ts';
import type { CheckedValues } from './body.ts';

export async function checkReferences(
  context: Context,
  entity: VisibleEntity,
  values: CheckedValues,
  mistakes: Mistakes,
  at = '',
): Promise<void> {
  const wanted: { field: FieldModel; target: string; ids: readonly string[] }[] = [];
  for (const [id, value] of values) {
    const field = entity.entity.fields.get(id);
    if (!field || value === null) continue;
    if (field.type.refersTo) {
      const { entity: target, id: other } = value as { readonly entity: string; readonly id: string };
      wanted.push({ field, target, ids: [other] });
      continue;
    }
    if (!field.relation) continue;
    const ids = Array.isArray(value) ? value.map(String) : [String(value)];
    if (ids.length > limits.linkedIds) {
      mistakes.add(at + pointerTo(id), 'limit-exceeded', `At most ${limits.linkedIds} records`);
      continue;
    }
    // The creator refers to himself without asking who he may see.
    if (id === 'owner' && ids[0] === context.viewer.id) continue;
    wanted.push({ field, target: field.relation.entity, ids });
  }
  if (wanted.length === 0) return;
  const idsByTarget = new Map<string, Set<string>>();
  for (const { target, ids } of wanted) {
    const known = idsByTarget.get(target) ?? new Set<string>();
    for (const id of ids) known.add(id);
    idsByTarget.set(target, known);
  }
  const found = await readableIds(context, idsByTarget);
  for (const { field, target, ids } of wanted) {
    const missing = ids.find((id) => !found.get(target)?.has(id));
    if (missing === undefined) continue;
    mistakes.add(
      at + pointerTo(field.id),
      'unknown-reference',
      `There is no ${target} ${missing.slice(0, 60)}`,
    );
  }
}

/** Which of those records exist for the viewer, by entity; one statement for all. */
export async function readableIds(
  context: Context,
  idsByTarget: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const scope = scopeOf(context, rightsOf(context));
  const targets = [...idsByTarget.keys()];
  const parts: Sql[] = targets.map((target, index) => {
    const alias = scope.aliases.next();
    const ids = sql.value([...(idsByTarget.get(target) ?? [])], 'uuid[]');
    return sql`select ${sql.value(index, 'integer')} as target, ${alias}.id as id from ${physicalEntity(context.release, target).table} ${alias} where ${alias}.id = any(${ids}) and ${liveRows(scope, target, alias)}`;
  });
  const rows = await queryable(context).query<{ target: number; id: string }>(sql.join(parts, ' union all '));
  const found = new Map<string, Set<string>>(targets.map((target) => [target, new Set()]));
  for (const { target, id } of rows) found.get(targets[target] ?? '')?.add(id);
  return found;
}
