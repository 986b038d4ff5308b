import type { SegmentationModel } from '../model.ts';
import type { Problems } from '../reporter.ts';

/** Segmentations that ask about each other in a circle have no membership to compute. */
export function checkSegmentations(
  segmentations: ReadonlyMap<string, SegmentationModel>,
  problems: Problems,
): void {
  for (const segmentation of segmentations.values()) {
    segmentation.rules.forEach(({ id, when }) => {
      const circle = when.checked.segmentations.find((asked) =>
        reaches(asked, segmentation.id, segmentations),
      );
      if (circle === undefined) return;
      problems
        .at({ kind: 'segmentation', id: segmentation.id })
        .report('segmentation-circle', { segment: id, other: circle });
    });
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
