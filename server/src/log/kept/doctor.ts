/** Holds an index against the records, as they are at one moment; changes nothing. */
import { sql } from '@tenon/expressions';
import { type Context, within } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { waitingOf } from './follow.ts';
import type { IndexPart, KeptIndex } from './part.ts';
import { neglectedParts, readyParts } from './states.ts';

/** Records of each part that are compared, and that may be left over before counting ends. */
const sampleSize = 500;
/** Minutes that a part may wait to be made before that is worth telling. */
const patience = 10;
const statementTimeoutMs = 600_000;

export interface IndexFinding {
  readonly code: `${string}-unready` | `${string}-differs`;
  readonly message: string;
}

const remedy = 'tenon reindex makes it anew';

export async function checkIndex<Part extends IndexPart>(
  index: KeptIndex<Part>,
  context: Context,
): Promise<readonly IndexFinding[]> {
  return context.db.transaction(
    async (tx) => {
      const held = within(context, tx);
      const parts = [...index.parts(context.release).values()];
      const whole = new Set(await readyParts(held, index, parts));
      const neglected = new Set(await neglectedParts(held, index, parts, patience));
      const findings: IndexFinding[] = [];
      for (const part of parts) {
        const sample = await sampleOf(held, tx, part);
        if (whole.has(part)) findings.push(...(await differences(index, held, tx, part, sample)));
        else if (sample.length > 0 && neglected.has(part))
          findings.push({
            code: `${index.name}-unready`,
            message: `Nobody has made the ${index.name} index of ${part.id} as it is configured; a running server does so, and ${remedy}`,
          });
      }
      return findings;
    },
    { isolation: 'repeatable read', readOnly: true, statementTimeoutMs },
  );
}

async function differences<Part extends IndexPart>(
  index: KeptIndex<Part>,
  context: Context,
  tx: Transaction,
  part: Part,
  sample: readonly string[],
): Promise<readonly IndexFinding[]> {
  const differing = await index.differing(context, part, sample);
  const leftOver = await index.leftOver(context, part, sampleSize);
  const waiting = await waitingOf(tx, index, part.entity.id, [...differing, ...leftOver]);
  const count = (ids: readonly string[]) => ids.filter((id) => !waiting.has(id)).length;
  const findings: IndexFinding[] = [];
  const wrong = count(differing);
  if (wrong > 0)
    findings.push({
      code: `${index.name}-differs`,
      message: `The ${index.name} index of ${part.id} is wrong about ${wrong} of ${sample.length} records looked at; ${remedy}`,
    });
  const gone = count(leftOver);
  if (gone > 0)
    findings.push({
      code: `${index.name}-differs`,
      message: `The ${index.name} index of ${part.id} still has ${gone}${gone < sampleSize ? '' : ' or more'} records that are gone; ${remedy}`,
    });
  return findings;
}

async function sampleOf(
  { release }: Context,
  tx: Transaction,
  { entity }: IndexPart,
): Promise<readonly string[]> {
  const { table } = physicalEntity(release, entity.id);
  const rows = await tx.query<{ id: string }>(sql`
    select r.id from ${table} r where r.deleted_at is null
    order by random() limit ${sql.value(sampleSize, 'bigint')}`);
  return rows.map(({ id }) => id);
}
