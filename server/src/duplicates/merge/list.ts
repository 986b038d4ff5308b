/** What became part of a record, and when. */
import { sql } from '@tenon/expressions';
import type { MergeEntry } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { isId } from '../../ids.ts';
import { entityFor } from '../../query/authorize.ts';
import { titlesOf } from '../../query/titles.ts';
import { findRecord, findRecords, notFound } from '../../records/find.ts';

const most = 100;

interface Row {
  readonly id: string;
  readonly at: string;
  readonly by_id: string | null;
  readonly undone_at: string | null;
  readonly merged: readonly string[];
}

/** The newest hundred merges of a record that the viewer may read; titles of what they may read. */
export async function listMerges(
  context: Context,
  entityId: string,
  id: string,
): Promise<{ readonly items: readonly MergeEntry[] }> {
  const entity = entityFor(context, entityId, 'read');
  if (!isId(id)) throw notFound(entityId);
  await findRecord(context, entityId, id, { paths: [] });
  const rows = await queryable(context).query<Row>(sql`
    select g.id, g.at, g.by_id, g.undone_at, array_agg(r.record_id order by r.record_id) as merged
    from tenon.merges g join tenon.merged_records r on r.merge = g.id
    where g.entity = ${entityId} and g.survivor = ${sql.value(id, 'uuid')}
    group by g.id order by g.id desc limit ${sql.value(most, 'bigint')}`);
  const ids = [...new Set(rows.flatMap(({ merged }) => merged))];
  const { titleField } = entity.entity;
  const paths = ['id', titleField.id].flatMap((name) => {
    const field = entity.fields.get(name);
    return field ? [{ path: name, steps: [field], field }] : [];
  });
  const found = ids.length > 0 ? await findRecords(context, entityId, ids, { paths, rows: 'any' }) : [];
  const titles = new Map(
    found.map(({ record }) => {
      const value = record[titleField.id];
      return [
        record.id,
        value === null || value === undefined
          ? ''
          : titleField.type.format(value, titleField.options, context.locale),
      ];
    }),
  );
  const names = await titlesOf(
    context,
    'user',
    rows.flatMap(({ by_id }) => by_id ?? []),
  );
  return {
    items: rows.map(({ id: merge, at, by_id, undone_at, merged }) => ({
      id: merge,
      at,
      by: by_id === null ? null : { id: by_id, name: names.get(by_id) ?? '' },
      merged: merged.flatMap((one) => {
        const title = titles.get(one);
        return title === undefined ? [] : [{ id: one, title }];
      }),
      undoneAt: undone_at,
    })),
  };
}
