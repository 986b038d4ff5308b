import { type Language, textIn } from '@tenon/documents';
import type { ReportModel } from '@tenon/model';
import type { ReportResult } from '@tenon/plugin-api';

/** A few rows that have the shape of a report's answer, the same ones each time. */
export function sampleResult(report: ReportModel, language: Language, currency: string): ReportResult {
  const count = report.groups.length === 0 ? 1 : 5;
  const rows = Array.from({ length: count }, (_, row) => {
    const groups = report.groups.map(
      ({ id, label }, index) =>
        [id, `${textIn(label, language, id)} ${index === 0 ? row + 1 : (row % 2) + 1}`] as const,
    );
    const measures = report.measures.map(
      ({ id, format }, index) =>
        [
          id,
          format === 'percent' ? String((40 + row * 9) / 100) : String((count - row) * 120 + index * 45),
        ] as const,
    );
    return { values: Object.fromEntries([...groups, ...measures]), titles: Object.fromEntries(groups) };
  });
  return {
    groups: report.groups.map(({ id, label }) => ({
      id,
      label: textIn(label, language, id),
      format: 'text',
    })),
    measures: report.measures.map(({ id, label, format, currency: own }) => ({
      id,
      label: textIn(label, language, id),
      format,
      ...(format === 'money' && { currency: own ?? currency }),
    })),
    rows,
    more: false,
  };
}
