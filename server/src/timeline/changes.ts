/** Changes of the record itself, and those of records that belong to it. */
import { sql } from '@tenon/expressions';
import type { FieldModel, HistoryEntry, TimelineEntry } from '@tenon/model';
import { type Context, queryable } from '../context.ts';
import { physicalEntity, physicalField } from '../query/compile/columns.ts';
import { liveRows } from '../query/compile/index.ts';
import { scopeOf } from '../query/compile/select.ts';
import { rightsOf } from '../query/rights.ts';
import { titlesOf } from '../query/titles.ts';
import { type VisibleEntity, visibleModel } from '../query/visible.ts';
import { type ChangeRow, changeColumns, presentChanges, tellsSomething } from '../records/past/changes.ts';
import { earlier, type Found, most, type Place, type Subject } from './sources.ts';

const c = sql.id('c');

export async function ownChanges(
  { context, entity, record }: Subject,
  place: Place,
): Promise<readonly Found[]> {
  const rows = await queryable(context).query<ChangeRow>(sql`
    select ${changeColumns(c)} from tenon.changes c
    where c.entity = ${sql.value(entity.id, 'text')} and c.record_id = ${sql.value(record, 'uuid')}
      and ${earlier(sql.id('c', 'id'), place)} and ${tellsSomething(entity, c)}
    order by c.id desc limit ${most(place)}`);
  return presented(context, entity, rows, (entry) => ({
    id: entry.id,
    at: entry.at,
    by: entry.by,
    kind: 'change',
    action: entry.action,
    source: entry.source,
    origin: entry.origin,
    changes: told(entity, entry),
  }));
}

interface RelatedRow extends ChangeRow {
  readonly record_id: string;
}

/** Only of records that are there and that the viewer may read; what they did before they came here is theirs, too. */
export async function relatedChanges(
  subject: Subject,
  relation: FieldModel,
  place: Place,
): Promise<readonly Found[]> {
  const { context, record } = subject;
  const other = visibleModel(context.release, rightsOf(context)).entity(relation.relation?.entity ?? '');
  if (!other) return [];
  const scope = scopeOf(context, rightsOf(context));
  const o = scope.aliases.next();
  const rows = await queryable(context).query<RelatedRow>(sql`
    select ${changeColumns(c)}, c.record_id
    from ${physicalEntity(context.release, other.id).table} ${o}
    cross join lateral (
      select * from tenon.changes c
      where c.entity = ${sql.value(other.id, 'text')} and c.record_id = ${o}.id
        and ${earlier(sql.id('c', 'id'), place)} and ${tellsSomething(other, c)}
      order by c.id desc limit ${most(place)}) c
    where ${belongs()} and ${o}.id <> ${sql.value(record, 'uuid')} and ${liveRows(scope, other.id, o)}
    order by c.id desc limit ${most(place)}`);
  const titles = lazily(() => titlesOf(context, other.id, new Set(rows.map(({ record_id }) => record_id))));
  const records = new Map(rows.map((row) => [row.id, row.record_id]));
  return presented(context, other, rows, async (entry) => {
    const id = records.get(entry.id) ?? '';
    return {
      id: entry.id,
      at: entry.at,
      by: entry.by,
      kind: 'related',
      action: entry.action,
      source: entry.source,
      origin: entry.origin,
      relation: relation.id,
      relationLabel: relation.label,
      entity: other.id,
      record: id,
      title: (await titles()).get(id) ?? '',
      changes: told(other, entry),
    };
  });

  function belongs() {
    const self = sql.value(record, 'uuid');
    const { storage } = relation;
    const own = physicalField(context.release, relation.entity, relation.id);
    if (own.link) return sql`${o}.id in (select l.to_id from ${own.link.table} l where l.from_id = ${self})`;
    if (storage.kind !== 'inverse') return sql`false`;
    const back = physicalField(context.release, storage.entity, storage.via);
    if (back.link)
      return sql`${o}.id in (select l.from_id from ${back.link.table} l where l.to_id = ${self})`;
    return sql`${o}.${sql.id(back.columns[0]?.name ?? '')} = ${self}`;
  }
}

/** Those that make a new record say all of it; that it is new is enough. What the gate keeps for itself is no event. */
function told(entity: VisibleEntity, { action, changes }: HistoryEntry): HistoryEntry['changes'] {
  if (action !== 'update') return [];
  return changes.filter(({ field }) => entity.fields.get(field)?.keptBy === undefined);
}

function presented(
  context: Context,
  entity: VisibleEntity,
  rows: readonly ChangeRow[],
  make: (entry: HistoryEntry) => TimelineEntry | Promise<TimelineEntry>,
): readonly Found[] {
  const entries = lazily(async () => {
    const all = await presentChanges(context, entity, rows);
    return new Map(all.map((entry) => [entry.id, entry]));
  });
  return rows.map(({ id }) => ({
    id,
    async show() {
      const entry = (await entries()).get(id);
      return entry && (await make(entry));
    },
  }));
}

/** All entries of a source are made ready together, when the first is shown. */
export function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
