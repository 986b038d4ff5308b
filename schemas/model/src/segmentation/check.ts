import type { SegmentationModel } from '../model.ts';
import type { SegmentationLonghand } from './normalize.ts';

/** Segmentations that ask about each other in a circle have no membership to compute. */
export function checkSegmentations(
  longhand: readonly SegmentationLonghand[],
  segmentations: ReadonlyMap<string, SegmentationModel>,
): void {
  for (const { id, place, rules } of longhand) {
    for (const rule of segmentations.get(id)?.rules ?? []) {
      const circle = rule.when.checked.segmentations.find((asked) => reaches(asked, id, segmentations));
      if (circle === undefined) continue;
      const at = rules.find((written) => written.id === rule.id)?.place ?? place;
      at.to('when').report('segmentation-circle', { segment: rule.id, other: circle });
    }
  }
}

function reaches(from: string, to: string, segmentations: ReadonlyMap<string, SegmentationModel>): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(segmentations.get(next)?.rules.flatMap(({ when }) => when.checked.segmentations) ?? []));
  }
  return false;
}
