import type { GroupDocument, MeasureDocument, ReportDocument, Text } from '@tenon/documents';
import { labelOf } from '../labels.ts';
import type { Place, Problems } from '../reporter.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';

export interface ReportLonghand {
  readonly document: ReportDocument;
  readonly groups: readonly { readonly group: GroupDocument; readonly place: Place }[];
  readonly measures: readonly {
    readonly measure: MeasureDocument;
    readonly label: Text;
    readonly place: Place;
  }[];
  readonly limit: number;
  readonly place: Place;
}

export function normalizeReport(document: ReportDocument, problems: Problems): ReportLonghand {
  const place = problems.at(document);
  const groups = distinct(
    entries(document.groupBy),
    ({ id }) => id,
    (index) => place.to('groupBy', index, 'id'),
  );
  // Groups and measures share one row of values, so their ids must differ from each other too.
  const measures = distinct(
    entries(document.measures),
    ({ id }) => id,
    (index) => place.to('measures', index, 'id'),
    groups.map(([{ id }]) => id),
  );
  return {
    document,
    groups: groups.map(([group, index]) => ({ group, place: place.to('groupBy', index) })),
    measures: measures.map(([measure, index]) => ({
      measure,
      label: measure.label ?? labelOf(measure.id),
      place: place.to('measures', index),
    })),
    limit: document.limit ?? 100,
    place,
  };
}
