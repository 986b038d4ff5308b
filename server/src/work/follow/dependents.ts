/** What is derived from records and kept beside them: memberships of segments, priorities of tasks. */
import type { CheckedExpression } from '@tenon/expressions';
import { sql } from '@tenon/expressions';
import type { Model, SegmentationModel, TaskTypeModel } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { type Route, routesOf } from '../../query/reads/routes.ts';
import type { LiveRelease } from '../../releases/live.ts';
import type { Refreshed, SegmentRefresher } from '../segments/segments.ts';
import { prioritySql } from '../tasks/priority.ts';
import { liveStates } from '../tasks/store.ts';

export interface Dependent {
  readonly entity: string;
  /** Set for memberships. */
  readonly segmentation: string | undefined;
  readonly routes: readonly Route[];
  /** Segmentations whose moves may alter it. */
  readonly segmentations: readonly string[];
  readonly timeDependent: boolean;
  /** Brings it up to date for some records, or for all. */
  refresh(context: Context, ids?: readonly string[]): Promise<Refreshed>;
}

/** In an order in which each comes after those that it depends on. */
export function dependentsOf(release: LiveRelease, refresher: SegmentRefresher): readonly Dependent[] {
  return release.memo('work:dependents', () => [
    ...inOrder(release.model).map((segmentation) => membership(release.model, segmentation, refresher)),
    ...[...release.model.taskTypes.values()].map((taskType) => priorities(release.model, taskType)),
  ]);
}

/** Segmentations after those that their conditions ask about. */
export function inOrder(model: Model): readonly SegmentationModel[] {
  const ordered = new Set<SegmentationModel>();
  const visit = (segmentation: SegmentationModel, above: ReadonlySet<string>): void => {
    if (ordered.has(segmentation) || above.has(segmentation.id)) return;
    for (const { when } of segmentation.rules) {
      for (const id of when.checked.segmentations) {
        const other = model.segmentations.get(id);
        if (other) visit(other, new Set([...above, segmentation.id]));
      }
    }
    ordered.add(segmentation);
  };
  for (const segmentation of model.segmentations.values()) visit(segmentation, new Set());
  return [...ordered];
}

function membership(model: Model, segmentation: SegmentationModel, refresher: SegmentRefresher): Dependent {
  const expressions = segmentation.rules.map(({ when }) => when.checked);
  return {
    ...derived(model, segmentation.entity, expressions),
    segmentation: segmentation.id,
    refresh: (context, ids) => refresher.refresh(context, segmentation, ids),
  };
}

function priorities(model: Model, taskType: TaskTypeModel): Dependent {
  const expressions = [...taskType.priority.map(({ score }) => score.checked)];
  if (taskType.hot) expressions.push(taskType.hot.checked);
  return {
    ...derived(model, taskType.entity.id, expressions),
    segmentation: undefined,
    async refresh(context, ids) {
      await refreshPriorities(context, taskType, ids);
      return { changed: 0, ids: [] };
    },
  };
}

function derived(model: Model, entity: string, expressions: readonly CheckedExpression[]) {
  return {
    entity,
    routes: routesOf(model, entity, expressions),
    segmentations: [...new Set(expressions.flatMap(({ segmentations }) => segmentations))],
    timeDependent: expressions.some(({ timeDependent }) => timeDependent),
  };
}

/** Live tasks whose priority, parts or heat have changed are written anew; others are left alone. */
async function refreshPriorities(
  context: Context,
  taskType: TaskTypeModel,
  ids: readonly string[] | undefined,
): Promise<void> {
  const { release, moment } = context;
  const { priority, parts, hot } = prioritySql(release, moment, taskType);
  const some = ids ? sql`and t.record_id = any(${sql.value(ids, 'uuid[]')})` : sql.empty;
  const db = queryable(context);
  const [any] = await db.query(sql`
    with fresh as materialized (
      select t.id, ${priority} as priority, ${parts} as parts, ${hot} as hot
      from tenon.tasks t join ${physicalEntity(release, taskType.entity.id).table} r on r.id = t.record_id
      where t.task_type = ${taskType.id} and t.entity = ${taskType.entity.id} and t.state in ${liveStates} ${some}
    ), written as (
      update tenon.tasks t set priority = fresh.priority, priority_parts = fresh.parts, hot = fresh.hot
      from fresh where t.id = fresh.id
        and (t.priority, t.priority_parts, t.hot) is distinct from (fresh.priority, fresh.parts, fresh.hot)
      returning t.id
    )
    select from written limit 1`);
  if (any) db.announce('tenon_tasks');
}
