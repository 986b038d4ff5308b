import type { DashboardConfig, ReportModel } from '@tenon/model';
import type { TileType } from '@tenon/plugin-api';

/** One report drawn by every tile type that can draw it, one below the other. */
export function dashboardOf(report: ReportModel, types: readonly TileType[]): DashboardConfig {
  const fitting = types.filter(
    ({ report: needs }) =>
      needs && needs.groups.least <= report.groups.length && report.groups.length <= needs.groups.most,
  );
  let y = 0;
  const tiles = fitting.map(({ id, label, size }) => {
    const position = { x: 0, y, w: 12, h: Math.max(size.h, 3) };
    y += position.h;
    return { id, type: id, label, report: report.id, position, options: {} };
  });
  return { id: report.id, label: report.label, tiles };
}
