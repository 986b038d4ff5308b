import type { Expression } from '@tenon/documents';
import type { Expected } from '@tenon/expressions';
import type { AssignmentRuleModel, QueueModel, RuleModel, TaskTypeModel } from '../model.ts';
import type { Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { resolveSort } from '../resolve/paths.ts';
import { resolveQueueOf } from '../resolve/queues.ts';
import { entries } from '../sound.ts';
import type { AssignmentRuleLonghand } from './normalize.ts';
import { resolveSchedule } from './schedule.ts';

/**
 * A rule any part of which is wrong is left out whole: with one condition missing it would give work to the wrong people.
 */
export function resolveAssignmentRule(
  longhand: AssignmentRuleLonghand,
  context: Resolution,
  targets: {
    readonly taskTypes: ReadonlyMap<string, TaskTypeModel>;
    readonly queues: ReadonlyMap<string, QueueModel>;
  },
): AssignmentRuleModel | undefined {
  const place = context.problems.at(longhand);
  const taskType = context.reference('task-type', longhand.taskType, targets.taskTypes, place.to('taskType'));
  const strategy = context.contribution(
    'assignment strategy',
    context.registry.assignmentStrategies,
    longhand.strategy,
    place.to('match', 'strategy'),
  );
  const loads = entries(longhand.loadTaskTypes).map(([id, index]) =>
    context.reference('task-type', id, targets.taskTypes, place.to('match', 'load', 'taskTypes', index)),
  );
  const schedule = longhand.schedule && resolveSchedule(longhand.schedule, place.to('frequency'));
  if (!taskType) return undefined;

  const entity = taskType.entity;
  const whole = new Whole(context);
  const onUser = { entity: 'user' };
  const records = place.to('recall', 'records');
  const where = whole.rule(longhand.records.where, { entity: entity.id }, 'condition', records.to('where'));
  const operators = whole.rule(
    longhand.operators.where,
    onUser,
    'condition',
    place.to('recall', 'operators', 'where'),
  );
  const pair = whole.rule(
    longhand.pair,
    { entity: entity.id, names: { operator: 'user' } },
    'condition',
    place.to('match', 'pair'),
  );
  const capacity = whole.rule(longhand.capacity, onUser, { kind: 'number' }, place.to('match', 'capacity'));
  const weight = whole.rule(longhand.weight, onUser, { kind: 'number' }, place.to('match', 'weight'));
  const queueAt = (id: string | undefined, at: Place): QueueModel | undefined =>
    id === undefined ? undefined : whole.needs(resolveQueueOf(id, entity.id, context, targets.queues, at));
  const lapseQueue = queueAt(longhand.validity?.queue, place.to('validity', 'queue'));
  const waiting = queueAt(longhand.waitingQueue, place.to('waiting', 'queue'));
  if (longhand.validity?.onLapse === 'queue' && longhand.validity.queue === undefined) {
    place.to('validity').report('queue-missing', { choice: 'queue' });
    return undefined;
  }
  const sort = resolveSort(context, entity, longhand.records.sort, records.to('sort'));
  const sorted = sort.length === entries(longhand.records.sort).length;
  const sound =
    whole.isSound && sorted && strategy && !loads.includes(undefined) && (!longhand.schedule || schedule);
  if (!sound) return undefined;
  return {
    id: longhand.id,
    label: longhand.label,
    enabled: longhand.enabled,
    order: longhand.order,
    taskType,
    records: { where, sort, limit: longhand.records.limit, untouchedFor: longhand.records.untouchedFor },
    operators: { where: operators },
    strategy: longhand.strategy,
    pair,
    capacity,
    loadTaskTypes: longhand.loadTaskTypes ?? [taskType.id],
    weight,
    limits: longhand.limits,
    takeOwnership: longhand.takeOwnership,
    schedule,
    validity: longhand.validity && {
      lapseAfter: longhand.validity.lapseAfter,
      warnBefore: longhand.validity.warnBefore,
      onLapse: longhand.validity.onLapse,
      queue: lapseQueue?.id,
    },
    waitingQueue: waiting?.id,
  };
}

/** Remembers whether any part was wrong. */
class Whole {
  readonly #context: Resolution;
  isSound = true;

  constructor(context: Resolution) {
    this.#context = context;
  }

  needs<Part>(part: Part | undefined): Part | undefined {
    if (part === undefined) this.isSound = false;
    return part;
  }

  rule(
    written: Expression | undefined,
    scope: { readonly entity: string; readonly names?: { readonly [name: string]: string } },
    expected: Expected,
    place: Place,
  ): RuleModel | undefined {
    return written === undefined
      ? undefined
      : this.needs(this.#context.rule(written, scope, expected, place));
  }
}
