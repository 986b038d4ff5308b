import type { DashboardDocument, TileDocument } from '@tenon/documents';
import type { Problems } from '../reporter.ts';
import { entries } from '../sound.ts';

/** Tiles that lie on each other: the grid moves the later one down, which may not be what was meant. */
export function checkDashboards(dashboards: readonly DashboardDocument[], problems: Problems): void {
  for (const dashboard of dashboards) {
    const tiles = entries(dashboard.tiles);
    for (const [tile, index] of tiles) {
      const other = tiles.find(
        ([earlier, before]) => before < index && overlap(earlier.position, tile.position),
      );
      if (!other) continue;
      const place = problems.at(dashboard).to('tiles', index, 'position');
      place.report('tiles-overlap', { other: other[0].id });
    }
  }
}

type Position = TileDocument['position'];

const overlap = (a: Position, b: Position): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
