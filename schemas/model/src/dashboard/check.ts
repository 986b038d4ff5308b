import type { DashboardModel } from '../model.ts';
import type { Problems } from '../reporter.ts';

type Position = DashboardModel['tiles'][number]['position'];

/** Tiles that lie on each other: the grid moves the later one down, which may not be what was meant. */
export function checkDashboards(dashboards: ReadonlyMap<string, DashboardModel>, problems: Problems): void {
  for (const { id, tiles } of dashboards.values()) {
    tiles.forEach((tile, index) => {
      const other = tiles.slice(0, index).find((earlier) => overlap(earlier.position, tile.position));
      if (!other) return;
      problems
        .at({ kind: 'dashboard', id })
        .to('tiles', index, 'position')
        .report('tiles-overlap', { other: other.id });
    });
  }
}

const overlap = (a: Position, b: Position): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
