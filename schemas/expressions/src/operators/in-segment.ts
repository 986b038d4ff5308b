import { didYouMean } from '../suggest.ts';
import type { Operator } from '../types.ts';

/** The record is in one of the segments: `{ "in_segment": ["lifecycle", "lost", "dormant"] }`. */
export const inSegment: Operator = {
  id: 'in_segment',
  label: { en: 'is in segment', 'zh-CN': '属于分群' },
  row: {
    arity: { least: 2 },
    result: { kind: 'boolean' },
    check: ([segmentation, ...segments], { entity, catalog }, report) => {
      const known = catalog.segmentation(segmentation!);
      if (!known) {
        report('unknown-segment', `There is no segmentation '${segmentation}'`, undefined, 0);
        return;
      }
      if (known.entity !== entity) {
        report('unknown-segment', `'${segmentation}' divides ${known.entity}, not ${entity}`, undefined, 0);
        return;
      }
      segments.forEach((segment, index) => {
        if (known.segments.includes(segment)) return;
        const hint = didYouMean(segment, known.segments) ?? `Segments: ${known.segments.join(', ')}`;
        report('unknown-segment', `'${segmentation}' has no segment '${segment}'`, hint, index + 1);
      });
    },
    evaluate: ([segmentation, ...segments], row, context) => {
      const segment = context.segmentOf(segmentation!, row);
      return segment !== undefined && segments.includes(segment);
    },
    sql: ([segmentation, ...segments], alias, context) => context.inSegment(segmentation!, segments, alias),
    segmentations: ([segmentation]) => [segmentation!],
  },
};
