import type { EntityModel, OutcomeModel, TaskTypeModel } from '../model.ts';
import type { Resolution } from '../resolve/context.ts';
import { fieldOf, resolveColumn, resolveSort } from '../resolve/paths.ts';
import { entries } from '../sound.ts';
import { resolveEffects, type WorkTargets } from './effects.ts';
import type { TaskTypeLonghand } from './normalize.ts';

export function resolveTaskType(
  longhand: TaskTypeLonghand,
  context: Resolution,
  targets: WorkTargets,
): TaskTypeModel | undefined {
  const { document, place } = longhand;
  const entity = context.entity(document.entity, place.to('entity'));
  if (!entity) return undefined;
  const scope = { entity: entity.id };
  return {
    id: document.id,
    entity,
    label: document.label,
    icon: longhand.icon,
    facts: entries(document.facts).flatMap(
      ([path, index]) => resolveColumn(context, entity, path, place.to('facts', index)) ?? [],
    ),
    lists: resolveLists(longhand, entity, context),
    instructions: document.instructions,
    priority: longhand.priority.flatMap(({ part, label, place: at }) => {
      const score = context.rule(part.score, scope, { kind: 'number' }, at.to('score'));
      return score ? [{ id: part.id, label, score }] : [];
    }),
    hot: context.rule(document.hot, scope, 'condition', place.to('hot')),
    due: document.due,
    outcomes: new Map(
      longhand.outcomes.map((entry) => [entry.outcome.id, resolveOutcome(entry, entity, context, targets)]),
    ),
  };
}

function resolveLists(
  longhand: TaskTypeLonghand,
  entity: EntityModel,
  context: Resolution,
): TaskTypeModel['lists'] {
  return longhand.lists.flatMap(({ list, place }) => {
    const relation = fieldOf(context, entity, list.relation, place.to('relation'));
    if (!relation) return [];
    const related = relation.relation && context.entities.get(relation.relation.entity);
    if (!related || relation.relation?.cardinality === 'one') {
      place.to('relation').report('not-a-list', { field: relation.id });
      return [];
    }
    const columns = entries(list.columns).flatMap(
      ([path, index]) => resolveColumn(context, related, path, place.to('columns', index)) ?? [],
    );
    const sort =
      list.sort === undefined ? related.sort : resolveSort(context, related, list.sort, place.to('sort'));
    return [{ relation, columns, sort }];
  });
}

function resolveOutcome(
  { outcome, place }: TaskTypeLonghand['outcomes'][number],
  entity: EntityModel,
  context: Resolution,
  targets: WorkTargets,
): OutcomeModel {
  const fields = entries(outcome.fields).flatMap(([{ field: id, required }, index]) => {
    const at = place.to('fields', index, 'field');
    const field = fieldOf(context, entity, id, at);
    if (!field) return [];
    if (field.system || field.readOnly) {
      at.report('not-writable', { field: id });
      return [];
    }
    return [{ field, required: required ?? false }];
  });
  return {
    id: outcome.id,
    label: outcome.label,
    color: outcome.color ?? 'neutral',
    hint: outcome.hint,
    fields,
    note: outcome.note ?? 'optional',
    effects: resolveEffects(outcome.effects, entity, context, targets, place.to('effects')),
  };
}
