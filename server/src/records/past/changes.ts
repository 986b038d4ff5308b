/** Rows of the log as people read them: fields by their labels, values as formatted text, nothing of what is hidden. */
import { textIn } from '@tenon/documents';
import { type Sql, sql } from '@tenon/expressions';
import type { FieldModel, HistoryEntry } from '@tenon/model';
import type { Context } from '../../context.ts';
import { isId } from '../../ids.ts';
import { titlesOf } from '../../query/titles.ts';
import type { VisibleEntity } from '../../query/visible.ts';
import { removedFields } from './removed-fields.ts';

export interface ChangeRow {
  readonly id: string;
  readonly action: HistoryEntry['action'];
  readonly version: number;
  readonly at: string;
  readonly by_id: string | null;
  readonly source: string;
  readonly release: number;
  readonly changes: { readonly [field: string]: readonly [unknown, unknown] };
  /** File of the import that wrote it. */
  readonly origin: string | null;
}

/** What a `ChangeRow` is made of, over an alias of `tenon.changes`. */
export const changeColumns = (c: Sql): Sql =>
  sql`${c}.id, ${c}.action, ${c}.version, ${c}.at, ${c}.by_id, ${c}.source, ${c}.release, ${c}.changes,
    case when ${c}.source = 'import' then (
      select i.file_name from tenon.import_chunks k join tenon.imports i on i.id = k.import
      where k.tx = ${c}.tx limit 1) end as origin`;

/** Whether a row tells the viewer anything: a change of hidden fields alone never happened for them. */
export function tellsSomething({ entity, fields }: VisibleEntity, c: Sql): Sql {
  const hidden = [...entity.fields.keys()].filter((id) => !fields.has(id));
  if (hidden.length === 0) return sql`true`;
  return sql`(${c}.action <> 'update' or exists (
    select from jsonb_object_keys(${c}.changes) k where k <> all(${sql.value(hidden, 'text[]')})))`;
}

interface Change {
  readonly field: FieldModel;
  readonly from: unknown;
  readonly to: unknown;
  readonly removed: boolean;
}

/** In the order of the rows, without updates of which nothing is left to tell. */
export async function presentChanges(
  context: Context,
  entity: VisibleEntity,
  rows: readonly ChangeRow[],
): Promise<HistoryEntry[]> {
  const places = new Map([...entity.fields.keys()].map((id, index) => [id, index]));
  const placeOf = ({ field }: Change): number => places.get(field.id) ?? places.size;
  const removed = await removedFields(context, entity.id, rows);
  const told = rows
    .map((row) => ({ row, changes: changesOf(row) }))
    .filter(({ row, changes }) => row.action !== 'update' || changes.length > 0);
  const titles = await titlesIn(
    context,
    rows,
    told.flatMap(({ changes }) => changes),
  );
  return told.map(({ row, changes }) => ({
    id: row.id,
    action: row.action,
    version: row.version,
    at: row.at,
    by: row.by_id === null ? null : { id: row.by_id, name: titles.get('user')?.get(row.by_id) ?? '' },
    source: row.source,
    origin: row.origin,
    changes: changes.map(({ field, from, to, removed: gone }) => ({
      field: field.id,
      label: textIn(field.label, context.locale.language, field.id),
      from,
      to,
      fromText: textOf(context, field, from, titles),
      toText: textOf(context, field, to, titles),
      ...(gone && { removed: true as const }),
    })),
  }));

  function changesOf(row: ChangeRow): readonly Change[] {
    const found = Object.entries(row.changes).flatMap(([id, [from, to]]): Change[] => {
      const live = entity.fields.get(id);
      const field = live ?? (entity.entity.fields.has(id) ? undefined : removed(row.release, id));
      return field ? [{ field, from: from ?? null, to: to ?? null, removed: live === undefined }] : [];
    });
    return found.sort((a, b) => placeOf(a) - placeOf(b));
  }
}

type Titles = ReadonlyMap<string, ReadonlyMap<string, string>>;

async function titlesIn(
  context: Context,
  rows: readonly ChangeRow[],
  changes: readonly Change[],
): Promise<Titles> {
  const ids = new Map<string, Set<string>>([['user', new Set(rows.flatMap((row) => row.by_id ?? []))]]);
  for (const { field, from, to } of changes) {
    // What a removed field led to may be gone as well.
    if (!field.relation || !context.release.model.entities.has(field.relation.entity)) continue;
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
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}
