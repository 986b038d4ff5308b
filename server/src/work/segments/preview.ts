/** What a segmentation that is not published would give (SG3): one pass over live data, grouped by what holds. */

import type { Problem } from '@tenon/documents';
import { type CheckedExpression, sql } from '@tenon/expressions';
import { type Context, queryable } from '../../context.ts';
import { TenonError } from '../../errors.ts';
import { demand } from '../contexts.ts';
import type { SegmentationDraft, SegmentationPreview } from '../work.ts';
import { conditionsOf, type Ladder, liveRecords, membersTable } from './membership.ts';

/** Records that the same conditions hold for, and that are in the same segment now. */
interface Group {
  /** Indexes of the conditions that hold, in order. */
  readonly hits: readonly number[];
  readonly was: string | null;
  readonly count: string;
}

export async function preview(context: Context, draft: SegmentationDraft): Promise<SegmentationPreview> {
  demand(context, 'configure');
  const ladder = checked(context, draft);
  const { release, moment } = context;
  const hits = conditionsOf(release, moment, ladder).map(
    (condition, index) => sql`case when ${condition} then ${sql.value(index, 'integer')} end`,
  );
  const current = release.model.segmentations.get(draft.id);
  // Membership of now counts only when it is of the same entity.
  const has = current?.entity === draft.entity;
  const was = has
    ? sql`(select m.segment from ${membersTable(draft.id)} m where m.record_id = r.id)`
    : sql`null::text`;
  const groups = await queryable(context).query<Group>(sql`
    select hits, was, count(*) as count
    from (
      select array_remove(array[${sql.join(hits, ', ')}], null) as hits, ${was} as was
      ${liveRecords(release, ladder.entity)}
    ) as records
    group by hits, was`);
  return summary(draft.id, [...ladder.rules.map(({ id }) => id), ladder.otherwise], groups);
}

function summary(
  segmentation: string,
  ids: readonly string[],
  groups: readonly Group[],
): SegmentationPreview {
  const sizes = new Map(ids.map((id) => [id, 0]));
  const overlaps = new Map<string, { a: string; b: string; count: number }>();
  const moves = new Map<string, { from: string | null; to: string; count: number }>();
  let total = 0;
  for (const group of groups) {
    const count = Number(group.count);
    const names = group.hits.map((index) => ids[index] ?? '');
    const to = names[0] ?? ids.at(-1) ?? '';
    total += count;
    sizes.set(to, (sizes.get(to) ?? 0) + count);
    add(moves, `${group.was ?? ''} ${to}`, { from: group.was, to, count });
    names.forEach((a, index) => {
      for (const b of names.slice(index + 1)) add(overlaps, `${a} ${b}`, { a, b, count });
    });
  }
  return {
    segmentation,
    total,
    segments: [...sizes].map(([segment, count]) => ({ segment, count })),
    overlaps: [...overlaps.values()].sort((x, y) => y.count - x.count),
    moves: [...moves.values()].filter(({ from, to }) => from !== to).sort((x, y) => y.count - x.count),
  };
}

function add<Entry extends { count: number }>(map: Map<string, Entry>, key: string, entry: Entry): void {
  const known = map.get(key);
  if (known) known.count += entry.count;
  else map.set(key, entry);
}

function checked(context: Context, draft: SegmentationDraft): Ladder {
  const { model, registry } = context.release;
  if (!model.entities.has(draft.entity)) {
    throw new TenonError('invalid-input', `There is no entity '${draft.entity}'`, {
      errors: [
        { pointer: '/entity', code: 'unknown-entity', message: `There is no entity '${draft.entity}'` },
      ],
    });
  }
  const problems: Problem[] = [];
  const rules: { id: string; when: CheckedExpression }[] = [];
  const document = { kind: 'segmentation', id: draft.id };
  draft.segments.forEach(({ id, when }, index) => {
    const result = registry.rules.parse(when, { catalog: model, entity: draft.entity }, 'condition');
    for (const problem of result.problems) {
      problems.push({ ...problem, document, pointer: `/segments/${index}/when${problem.pointer}` });
    }
    if (result.expression) rules.push({ id, when: result.expression });
  });
  if (problems.some(({ severity }) => severity === 'error')) {
    throw new TenonError('invalid-configuration', 'The conditions are not valid', { problems });
  }
  return { entity: draft.entity, rules, otherwise: draft.otherwise.id };
}
