import type { DashboardModel, MeasureModel, ReportModel } from '../model.ts';
import type { Access } from '../permissions/access.ts';
import { canReadPath, canReadRule } from '../permissions/readable.ts';
import type { DashboardConfig } from '../wire.ts';

/** Whether the viewer may see everything that a report rests on. */
export function canReadReport(report: ReportModel, access: Access): boolean {
  return (
    access.can(report.entity.id, 'read') &&
    canReadRule(access, report.where) &&
    report.groups.every(({ field }) => canReadPath(access, field)) &&
    report.measures.every((measure) => canReadMeasure(measure, access))
  );
}

function canReadMeasure({ value }: MeasureModel, access: Access): boolean {
  if (value.kind === 'formula') return true;
  return (value.field === undefined || canReadPath(access, value.field)) && canReadRule(access, value.where);
}

/** A dashboard without the tiles whose report the viewer may not see; undefined when nothing is left of it. */
export function dashboardConfig(dashboard: DashboardModel, access: Access): DashboardConfig | undefined {
  const tiles = dashboard.tiles.filter(({ report }) => report === undefined || canReadReport(report, access));
  if (tiles.length === 0) return undefined;
  return {
    id: dashboard.id,
    label: dashboard.label,
    tiles: tiles.map(({ id, type, label, report, position, options }) => ({
      id,
      type,
      label,
      report: report?.id ?? null,
      position,
      options,
    })),
  };
}
