import { textIn } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import type { FieldModel, HistoryEntry } from '@tenon/model';
import { type Context, queryable } from '../context.ts';
import { TenonError } from '../errors.ts';
import { isId } from '../ids.ts';
import { entityFor } from '../query/authorize.ts';
import { invalidCursor } from '../query/cursor.ts';
import { limits } from '../query/limits.ts';
import { can, rightsOf } from '../query/rights.ts';
import { titlesOf } from '../query/titles.ts';
import type { VisibleEntity } from '../query/visible.ts';
import { findRecord } from './find.ts';

export interface HistoryPage {
  readonly items: readonly HistoryEntry[];
  readonly next: string | null;
}

interface ChangeRow {
  readonly id: string;
  readonly action: HistoryEntry['action'];
  readonly version: number;
  readonly at: string;
  readonly by_id: string | null;
  readonly source: string;
  readonly changes: { readonly [field: string]: readonly [unknown, unknown] };
}

interface Change {
  readonly field: FieldModel;
  readonly from: unknown;
  readonly to: unknown;
}

/** What happened to a record, newest first, as far as the viewer may see it now. */
export async function recordHistory(
  context: Context,
  entityId: string,
  id: string,
  { after, limit = limits.defaultPageSize }: { after?: string; limit?: number } = {},
): Promise<HistoryPage> {
  // Authorize: of a deleted record those may know who may restore it.
  const entity = entityFor(context, entityId, 'read');
  const rows = can(rightsOf(context), entityId, 'restore') ? 'any' : 'live';
  await findRecord(context, entityId, id, { paths: [], rows });
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.historyPage) {
    throw new TenonError('limit-exceeded', `A page of history has 1 to ${limits.historyPage} entries`);
  }
  if (after !== undefined && !isId(after)) throw invalidCursor();

  // Run.
  const before = after === undefined ? sql.empty : sql` and id < ${sql.value(after, 'uuid')}`;
  const found = await queryable(context).query<ChangeRow>(
    sql`select id, action, version, at, by_id, source, changes from tenon.changes where entity = ${sql.value(entityId, 'text')} and record_id = ${sql.value(id, 'uuid')}${before} order by id desc limit ${sql.value(limit + 1, 'bigint')}`,
  );
  const more = found.length > limit;
  if (more) found.pop();

  // Present.
  return { items: await present(context, entity, found), next: more ? (found.at(-1)?.id ?? null) : null };
}

async function present(
  context: Context,
  entity: VisibleEntity,
  rows: readonly ChangeRow[],
): Promise<HistoryEntry[]> {
  const changes = rows.map((row) => visibleChanges(entity, row));
  const titles = await titlesIn(context, rows, changes.flat());
  return rows.map((row, index) => ({
    id: row.id,
    action: row.action,
    version: row.version,
    at: row.at,
    by: row.by_id === null ? null : { id: row.by_id, name: titles.get('user')?.get(row.by_id) ?? '' },
    source: row.source,
    changes: (changes[index] ?? []).map(({ field, from, to }) => ({
      field: field.id,
      label: textIn(field.label, context.locale.language, field.id),
      from,
      to,
      fromText: textOf(context, field, from, titles),
      toText: textOf(context, field, to, titles),
    })),
  }));
}

function visibleChanges(entity: VisibleEntity, row: ChangeRow): Change[] {
  return Object.entries(row.changes).flatMap(([id, [from, to]]) => {
    const field = entity.fields.get(id);
    return field ? [{ field, from: from ?? null, to: to ?? null }] : [];
  });
}

type Titles = ReadonlyMap<string, ReadonlyMap<string, string>>;

async function titlesIn(
  context: Context,
  rows: readonly ChangeRow[],
  changes: readonly Change[],
): Promise<Titles> {
  const ids = new Map<string, Set<string>>([['user', new Set(rows.flatMap((row) => row.by_id ?? []))]]);
  for (const { field, from, to } of changes) {
    if (!field.relation) continue;
    const known = ids.get(field.relation.entity) ?? new Set<string>();
    for (const id of [from, to].flat()) if (isId(id)) known.add(id);
    ids.set(field.relation.entity, known);
  }
  const titles = new Map<string, ReadonlyMap<string, string>>();
  for (const [entity, wanted] of ids) titles.set(entity, await titlesOf(context, entity, wanted));
  return titles;
}

function textOf(context: Context, field: FieldModel, value: unknown, titles: Titles): string {
  if (value === null) return '';
  const known = field.relation && titles.get(field.relation.entity);
  if (known)
    return [value]
      .flat()
      .map((id) => known.get(String(id)) ?? '')
      .filter((title) => title !== '')
      .join(', ');
  try {
    return field.type.format(value, field.options, context.locale);
  } catch {
    // The value is of an older type of the field.
    return String(value);
  }
}
