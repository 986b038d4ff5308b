/**
 * The one gate of ownership (QU5): whichever door changed the owner of a record, the change passes here and leaves a
 * decision. The records gate calls it within the transaction of the write.
 */
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/index.ts';
import { newId } from '../../ids.ts';

export interface OwnerChange {
  readonly entity: string;
  readonly record: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface OwnershipGate {
  /** Records changes of owner: who did it, by which door, and for which task or rule when the context says so. */
  record(context: Context, changes: readonly OwnerChange[]): Promise<void>;
}

export function createOwnershipGate(): OwnershipGate {
  return {
    async record(context, changes) {
      const moved = changes.filter(({ from, to }) => from !== to);
      if (moved.length === 0) return;
      const db: Queryable = context.tx ?? context.db;
      await db.query(sql`
        insert into tenon.decisions (id, kind, release, entity, record_id, operator, reason, detail, by_id, at)
        select id, 'ownership', ${sql.value(context.release.number, 'integer')}, entity, record_id, to_owner,
          ${context.source}, jsonb_build_object('from', from_owner), ${sql.value(context.viewer.id, 'uuid')},
          ${sql.value(context.moment.now, 'timestamptz')}
        from unnest(
          ${sql.value(
            moved.map(() => newId()),
            'uuid[]',
          )}, ${sql.value(
            moved.map(({ entity }) => entity),
            'text[]',
          )},
          ${sql.value(
            moved.map(({ record }) => record),
            'uuid[]',
          )}, ${sql.value(
            moved.map(({ from }) => from),
            'uuid[]',
          )},
          ${sql.value(
            moved.map(({ to }) => to),
            'uuid[]',
          )}
        ) as moved (id, entity, record_id, from_owner, to_owner)`);
    },
  };
}
