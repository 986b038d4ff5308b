import { sql } from '@tenon/expressions';
import type { FieldModel } from '@tenon/model';
import type { FieldCounters, FieldSecrets, FieldServer } from '@tenon/plugin-api';
import type { Context } from '../../context.ts';
import type { Database, Transaction } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';
import { readableFiles } from '../../files/readable.ts';
import { referToFiles } from '../../files/references.ts';

/** What one field may use while its values are written in that transaction, or looked for without one. */
export function fieldServer(context: Context, field: FieldModel, tx: Transaction | undefined): FieldServer {
  const { now, timeZone } = context.moment;
  const place = { entity: field.entity, field: field.id, now };
  return {
    ...place,
    timeZone,
    counters: counters(context.db, field),
    files: {
      available: (ids) => readableFiles({ ...context, tx }, ids),
      async refer(files) {
        if (!tx) throw new Error('Files are referred to in a transaction');
        await referToFiles(tx, place, files);
      },
    },
    secrets: context.release.secrets ?? noSecrets,
  };
}

/** Numbers are taken outside of the transaction: writers don't wait for each other, and what fails leaves a gap. */
function counters(db: Database, { entity, id }: FieldModel): FieldCounters {
  return {
    async take(scope, count) {
      const [row] = await db.apart<{ last: string }>(sql`
        insert into tenon.counters as c (entity, field, scope, last)
        values (${entity}, ${id}, ${scope}, ${count})
        on conflict (entity, field, scope) do update set last = c.last + excluded.last
        returning last`);
      return Number(row?.last) - count + 1;
    },
    async pass(scope, number) {
      await db.apart(sql`
        insert into tenon.counters as c (entity, field, scope, last)
        values (${entity}, ${id}, ${scope}, ${number})
        on conflict (entity, field, scope) do update set last = excluded.last where c.last < excluded.last`);
    },
  };
}

const unavailable = (): never => {
  throw new TenonError('secrets-unavailable', 'Nothing is set up here to seal values');
};
const noSecrets: FieldSecrets = {
  seal: unavailable,
  unseal: unavailable,
  fingerprint: unavailable,
  get presentKey(): string {
    return unavailable();
  },
};
