import type { Expression, SegmentationDocument, Text } from '@tenon/documents';
import { labelOf } from '../labels.ts';
import type { Place, Problems } from '../reporter.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';

export interface SegmentationLonghand {
  readonly id: string;
  readonly entity: string;
  readonly label: Text;
  readonly rules: readonly {
    readonly id: string;
    readonly label: Text;
    readonly color: string;
    readonly when: Expression;
    readonly place: Place;
  }[];
  readonly otherwise: { readonly id: string; readonly label: Text; readonly color: string };
  readonly place: Place;
}

export function normalizeSegmentation(
  document: SegmentationDocument,
  problems: Problems,
): SegmentationLonghand {
  const place = problems.at(document);
  const { otherwise } = document;
  const segments = distinct(
    entries(document.segments),
    ({ id }) => id,
    (index) => place.to('segments', index, 'id'),
    [otherwise.id],
  );
  return {
    id: document.id,
    entity: document.entity,
    label: document.label,
    rules: segments.map(([{ id, label, color, when }, index]) => ({
      id,
      label: label ?? labelOf(id),
      color: color ?? 'neutral',
      when,
      place: place.to('segments', index),
    })),
    otherwise: {
      id: otherwise.id,
      label: otherwise.label ?? labelOf(otherwise.id),
      color: otherwise.color ?? 'neutral',
    },
    place,
  };
}
