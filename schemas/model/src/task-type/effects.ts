import type { Effect, Expression } from '@tenon/documents';
import type { EffectModel, EntityModel, FieldModel, QueueModel, RuleModel } from '../model.ts';
import type { Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { fieldOf } from '../resolve/paths.ts';
import { resolveQueueOf } from '../resolve/queues.ts';
import { entries } from '../sound.ts';

/** What the outcomes of task types may point at. */
export interface WorkTargets {
  /** Entity of each task type, known before any is resolved, since follow-ups may go in circles. */
  readonly taskTypes: ReadonlyMap<string, string>;
  readonly queues: ReadonlyMap<string, QueueModel>;
}

/** What an outcome does, in order; effects that are wrong are left out. */
export function resolveEffects(
  effects: readonly Effect[] | undefined,
  entity: EntityModel,
  context: Resolution,
  targets: WorkTargets,
  place: Place,
): readonly EffectModel[] {
  return entries(effects).flatMap(([effect, index]) => {
    const at = place.to(index);
    if ('set' in effect) return resolveSet(effect.set, entity, context, at.to('set'));
    if ('followUp' in effect)
      return resolveFollowUp(effect.followUp, entity, context, targets, at.to('followUp'));
    const queue = resolveQueueOf(
      effect.release.queue,
      entity.id,
      context,
      targets.queues,
      at.to('release', 'queue'),
    );
    return queue ? [{ kind: 'release' as const, queue: queue.id }] : [];
  });
}

function resolveSet(
  written: { readonly [field: string]: Expression },
  entity: EntityModel,
  context: Resolution,
  place: Place,
): readonly EffectModel[] {
  const set = Object.entries(written).flatMap(([id, expression]) => {
    const at = place.to(id);
    const field = fieldOf(context, entity, id, at);
    const value = field && settable(field, at) && resolveValue(field, expression, entity, context, at);
    return value ? [{ field, value }] : [];
  });
  return set.length > 0 ? [{ kind: 'set', set }] : [];
}

/** Read-only fields may be set: they are read-only for people. */
function settable(field: FieldModel, place: Place): boolean {
  if (field.storage.kind !== 'inverse' && !field.computed && (!field.system || field.id === 'owner'))
    return true;
  place.report('not-writable', { field: field.id });
  return false;
}

function resolveValue(
  field: FieldModel,
  expression: Expression,
  entity: EntityModel,
  context: Resolution,
  place: Place,
): RuleModel | undefined {
  if (expression === null) {
    if (field.required) {
      place.report('set-empty', { field: field.id });
      return undefined;
    }
    return context.rule(null, { entity: entity.id }, undefined, place);
  }
  return context.rule(expression, { entity: entity.id }, field.valueType, place);
}

function resolveFollowUp(
  written: Extract<Effect, { followUp: unknown }>['followUp'],
  entity: EntityModel,
  context: Resolution,
  targets: WorkTargets,
  place: Place,
): readonly EffectModel[] {
  const { taskType, after, to = 'same-operator', queue } = written;
  const at = place.to('taskType');
  const about = context.reference('task-type', taskType, targets.taskTypes, at);
  if (about === undefined) return [];
  if (about !== entity.id) {
    at.report('entity-differs', { kind: 'task-type', id: taskType, found: about, expected: entity.id });
    return [];
  }
  if (to === 'queue' && queue === undefined) {
    place.report('queue-missing', { choice: to });
    return [];
  }
  const target =
    queue === undefined
      ? undefined
      : resolveQueueOf(queue, entity.id, context, targets.queues, place.to('queue'));
  if (queue !== undefined && !target) return [];
  return [{ kind: 'followUp', taskType, after, to, queue: target?.id }];
}
