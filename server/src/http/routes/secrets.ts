import { sql } from '@tenon/expressions';
import type { RevealEntry } from '@tenon/model';
import type { Context } from '../../context.ts';
import { TenonError } from '../../errors.ts';
import { isId } from '../../ids.ts';
import { titlesOf } from '../../query/titles.ts';
import { objectBody, textOf } from '../input.ts';
import type { Route } from '../route.ts';
import type { AppServices } from '../services.ts';

const pageSize = 100;
const administer = ['manage_users'] as const;

/** What stands behind masks, and who looked. */
export function secretRoutes({ records }: AppServices): readonly Route[] {
  return [
    {
      // A write: it leaves a note, and no link or picture of another page may cause it.
      method: 'post',
      path: '/records/:entity/:id/reveal',
      needs: 'viewer',
      handle: (call) =>
        records.reveal(
          call.context,
          call.params.entity ?? '',
          call.params.id ?? '',
          textOf(objectBody(call.body, ['field']), 'field', { most: 60 }),
        ),
    },
    {
      method: 'get',
      path: '/admin/reveals',
      needs: administer,
      handle: (call) => revealsBefore(call.context, call.query.after),
    },
  ];
}

interface RevealRow {
  readonly id: string;
  readonly entity: string;
  readonly record_id: string;
  readonly field: string;
  readonly by_id: string | null;
  readonly at: string;
}

/** Newest first. */
async function revealsBefore(
  context: Context,
  after: string | undefined,
): Promise<{ readonly items: readonly RevealEntry[]; readonly next: string | null }> {
  if (after !== undefined && !isId(after))
    throw new TenonError('invalid-cursor', 'Start from the first page');
  const before = after === undefined ? sql.empty : sql`where id < ${sql.value(after, 'uuid')}`;
  const rows = await context.db.query<RevealRow>(sql`
    select id, entity, record_id, field, by_id, at from tenon.reveals ${before}
    order by id desc limit ${sql.value(pageSize + 1, 'bigint')}`);
  const page = rows.slice(0, pageSize);
  const names = await titlesOf(context, 'user', new Set(page.flatMap(({ by_id }) => by_id ?? [])));
  return {
    next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
    items: page.map(({ id, entity, record_id: record, field, by_id, at }) => ({
      id,
      entity,
      record,
      field,
      by: by_id === null ? null : { id: by_id, name: names.get(by_id) ?? '' },
      at,
    })),
  };
}
