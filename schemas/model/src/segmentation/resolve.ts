import type { RuleModel, SegmentationModel } from '../model.ts';
import type { Resolution, SegmentIndex } from '../resolve/context.ts';
import type { SegmentationLonghand } from './normalize.ts';

/** What rules may ask about, before any of the conditions is checked. */
export function segmentIndex(segmentations: readonly SegmentationLonghand[]): SegmentIndex {
  return new Map(
    segmentations.map(({ id, entity, rules, otherwise }) => [
      id,
      { entity, segments: [...rules.map((rule) => rule.id), otherwise.id] },
    ]),
  );
}

/** A segment whose condition is wrong is left out: its records fall to later segments, and publishing is refused. */
export function resolveSegmentation(
  longhand: SegmentationLonghand,
  context: Resolution,
): SegmentationModel | undefined {
  const entity = context.entity(longhand.entity, longhand.place.to('entity'));
  if (!entity) return undefined;
  const rules = longhand.rules.flatMap(({ id, label, color, when, place }) => {
    const rule = context.rule(when, { entity: entity.id }, 'condition', place.to('when'));
    return rule ? [{ id, label, color, when: rule }] : [];
  });
  return {
    id: longhand.id,
    entity: entity.id,
    label: longhand.label,
    segments: [...rules.map(({ id }) => id), longhand.otherwise.id],
    rules,
    otherwise: longhand.otherwise,
    timeDependent: rules.some(({ when }: { readonly when: RuleModel }) => when.checked.timeDependent),
  };
}
