/** Keeps memberships in step with the configuration: what a publish changed is computed from scratch. */
import { createHash } from 'node:crypto';
import { sql } from '@tenon/expressions';
import type { SegmentationModel } from '@tenon/model';
import { type Context, within } from '../../context.ts';
import { inOrder } from '../follow/dependents.ts';
import type { SegmentRefresher } from './segments.ts';

const statementTimeoutMs = 600_000;

/** Recomputes segmentations whose conditions differ from those that their members were computed from. */
export async function keepSegments(
  context: Context,
  refresher: SegmentRefresher,
): Promise<readonly string[]> {
  const refreshed = new Set<string>();
  for (const segmentation of inOrder(context.release.model)) {
    const asked = segmentation.rules.flatMap(({ when }) => when.checked.segmentations);
    const forced = asked.some((id) => refreshed.has(id));
    const done = await context.db.transaction(
      async (tx) => {
        const inside = within(context, tx);
        const digest = digestOf(segmentation);
        const [state] = await tx.query<{ digest: string }>(sql`
          select digest from tenon.segmentation_states where segmentation = ${segmentation.id} for update`);
        if (state?.digest === digest && !forced) return false;
        await refresher.refresh(inside, segmentation);
        await tx.query(sql`
          insert into tenon.segmentation_states (segmentation, digest, release, refreshed_at)
          values (${segmentation.id}, ${digest}, ${sql.value(context.release.number, 'integer')},
            ${sql.value(context.moment.now, 'timestamptz')})
          on conflict (segmentation) do update set digest = excluded.digest, release = excluded.release,
            refreshed_at = excluded.refreshed_at`);
        return true;
      },
      { statementTimeoutMs, retry: true },
    );
    if (done) refreshed.add(segmentation.id);
  }
  return [...refreshed];
}

function digestOf({ entity, rules, otherwise }: SegmentationModel): string {
  const written = { entity, rules: rules.map(({ id, when }) => [id, when.written]), otherwise: otherwise.id };
  return createHash('sha256').update(JSON.stringify(written)).digest('base64url');
}
