/** What is ours, is about a record and has no id of its own: noted as it was, so that undoing puts it back. */
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import type { MergePlan } from './request.ts';
import { savedViewsKept } from './saved-views.ts';
import { segmentsKept } from './segments.ts';
import { verdictsKept } from './verdicts.ts';
import { waitingKept } from './waiting.ts';

export interface Merging {
  readonly context: Context;
  readonly tx: Transaction;
  readonly entity: string;
  readonly survivor: string;
  readonly others: readonly string[];
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** One row as it was before the merge. */
export interface Note {
  /** Which of the merged records it was of. */
  readonly from: string;
  /** What it is besides: a rule, a segmentation. */
  readonly of: string;
  /** The record or thing that it is about now. */
  readonly about: string;
  /** Whether the survivor had such a row already. */
  readonly had: boolean;
  readonly row: { readonly [column: string]: unknown };
}

export interface RowsKept {
  /** Permanent: notes of merges are found by it. */
  readonly name: string;
  /** Does what the merge asks for, and gives what undoing it needs. */
  move(merging: Merging): Promise<readonly Note[]>;
  /** Puts back what is as the merge left it. Notes are of records that have come back. */
  putBack(undoing: Omit<Merging, 'others'>, notes: readonly Note[]): Promise<void>;
}

const kept: readonly RowsKept[] = [waitingKept, verdictsKept, segmentsKept, savedViewsKept];

export async function moveKeptRows(
  context: Context,
  tx: Transaction,
  entity: string,
  { survivor, others }: MergePlan,
  merge: string,
  at: string,
): Promise<void> {
  for (const { name, move } of kept) {
    const notes = await move({ context, tx, entity, survivor, others, at });
    for (const { from, of, about, had, row } of notes)
      await tx.query(sql`
        insert into tenon.merge_moves (merge, kind, place, field, record_id, from_id, had, row)
        values (${sql.value(merge, 'uuid')}, 'row', ${name}, ${of}, ${sql.value(about, 'uuid')},
          ${sql.value(from, 'uuid')}, ${sql.value(had, 'boolean')}, ${sql.value(JSON.stringify(row), 'jsonb')})`);
  }
}

export async function putBackKeptRows(
  undoing: Omit<Merging, 'others'>,
  merge: string,
  back: readonly string[],
): Promise<void> {
  for (const { name, putBack } of kept) {
    const notes = await undoing.tx.query<Note>(sql`
      select from_id as "from", field as "of", record_id as about, had, row from tenon.merge_moves
      where merge = ${sql.value(merge, 'uuid')} and kind = 'row' and place = ${name}
        and from_id = any(${sql.value([...back], 'uuid[]')})
      order by field, record_id, from_id`);
    if (notes.length > 0) await putBack(undoing, notes);
  }
}
