import { useQuery } from '@tanstack/react-query';
import type { PagePartConfig, RecordBody } from '@tenon/model';
import { keys, useApi } from '../../api-client/index.ts';
import { Tile } from '../../dashboards/tile.tsx';
import { useErrorText } from '../../pages/index.ts';

/** Figures of what belongs to the record. */
export function ReportSection({
  record,
  title,
  section: { report, by, type },
}: {
  readonly record: RecordBody;
  readonly title: string;
  readonly section: Extract<PagePartConfig, { readonly show: 'report' }>;
}) {
  const api = useApi();
  const text = useErrorText();
  const figures = useQuery({
    queryKey: keys.figures(report, by, record.id),
    queryFn: () => api.past.figures(report, by, record.id),
  });
  const tile = { id: report, type, label: title, report, position: { x: 0, y: 0, w: 12, h: 4 }, options: {} };
  return (
    <div className="t-page-figures">
      <Tile tile={tile} result={figures.isError ? { problem: text(figures.error) } : figures.data} />
    </div>
  );
}
