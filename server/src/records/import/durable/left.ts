/** What taking an import back leaves as it is, and why. */
import { sql } from '@tenon/expressions';
import { copyLine, copyText, type Transaction } from '../../../database/index.ts';

export interface Left {
  readonly entity: string;
  readonly record: string;
  /** Fields that stay as they are; none when the record itself stays. */
  readonly fields: readonly string[];
  /** A code that `leftFile` knows, or one of a constraint. */
  readonly reason: string;
  /** What the constraint says, in the language of who takes the import back. */
  readonly message?: string;
}

export async function addLeft(tx: Transaction, id: string, left: readonly Left[]): Promise<void> {
  if (left.length === 0) return;
  await tx.copy(
    sql`copy tenon.import_left (import, entity, record_id, fields, reason, message) from stdin`,
    left.map(({ entity, record, fields, reason, message }) =>
      copyLine([
        id,
        entity,
        record,
        copyText([...fields], 'text[]'),
        reason,
        copyText(message ?? null, 'text'),
      ]),
    ),
  );
}
