import {
  type DashboardDocument,
  schemaFindings,
  type TileDocument,
  withSchemaDefaults,
} from '@tenon/documents';
import type { TileType } from '@tenon/plugin-api';
import { labelOf } from '../labels.ts';
import type { DashboardModel, ReportModel } from '../model.ts';
import type { Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';

type Tile = DashboardModel['tiles'][number];

export function resolveDashboard(
  document: DashboardDocument,
  context: Resolution,
  reports: ReadonlyMap<string, ReportModel>,
): DashboardModel {
  const place = context.problems.at(document);
  const tiles = distinct(
    entries(document.tiles),
    ({ id }) => id,
    (index) => place.to('tiles', index, 'id'),
  ).flatMap(([tile, index]) => resolveTile(tile, context, reports, place.to('tiles', index)) ?? []);
  return { id: document.id, label: document.label, tiles };
}

function resolveTile(
  tile: TileDocument,
  context: Resolution,
  reports: ReadonlyMap<string, ReportModel>,
  place: Place,
): Tile | undefined {
  const type = context.contribution('tile type', context.registry.tileTypes, tile.type, place.to('type'));
  const report =
    tile.report === undefined
      ? undefined
      : context.reference('report', tile.report, reports, place.to('report'));
  const end = tile.position.x + tile.position.w;
  if (end > 12) place.to('position').report('tile-outside', { end });
  if (!type || !showsReport(type, tile, report, place)) return undefined;
  const options = tile.options ?? {};
  const findings = schemaFindings(type.optionsSchema, options);
  place.to('options').findings(findings);
  if (findings.length > 0) return undefined;
  return {
    id: tile.id,
    type: tile.type,
    label: tile.label ?? report?.label ?? labelOf(tile.id),
    report: type.report ? report : undefined,
    position: { ...tile.position, w: Math.min(tile.position.w, 12 - tile.position.x) },
    options: withSchemaDefaults(type.optionsSchema, options),
  };
}

/** Whether the tile has the report that its type needs. */
function showsReport(
  type: TileType,
  tile: TileDocument,
  report: ReportModel | undefined,
  place: Place,
): boolean {
  if (!type.report) {
    if (tile.report !== undefined) place.to('report').report('report-unused', { type: type.id });
    return true;
  }
  if (tile.report === undefined) {
    place.report('report-missing', { type: type.id });
    return false;
  }
  if (!report) return false;
  const { least, most } = type.report.groups;
  const count = report.groups.length;
  if (count >= least && count <= most) return true;
  place.to('report').report('report-groups', { type: type.id, least, most, report: report.id, count });
  return false;
}
