import type { DashboardConfig, DashboardData } from '@tenon/model';
import { useMemo } from 'react';
import ReactGridLayout, { useContainerWidth } from 'react-grid-layout';
import { Tile } from './tile.tsx';

/** Pixels below which tiles stand one below the other. */
const narrow = 720;
const rowHeight = 56;
const gap = 12;

export interface DashboardGridProps {
  readonly dashboard: DashboardConfig;
  readonly data: DashboardData | undefined;
}

/** Tiles where the configuration put them; on a phone in reading order. */
export function DashboardGrid({ dashboard, data }: DashboardGridProps) {
  const { width, containerRef, mounted } = useContainerWidth();
  const layout = useMemo(
    () => dashboard.tiles.map(({ id, position }) => ({ i: id, ...position, static: true })),
    [dashboard],
  );
  const isNarrow = mounted && width < narrow;
  const tiles = [...dashboard.tiles].sort(
    (a, b) => a.position.y - b.position.y || a.position.x - b.position.x,
  );
  return (
    <div ref={containerRef} className="t-tile-grid">
      {isNarrow && (
        <div className="t-tile-stack">
          {tiles.map((tile) => (
            <div key={tile.id} style={{ height: tile.position.h * rowHeight + (tile.position.h - 1) * gap }}>
              <Tile tile={tile} result={data?.tiles[tile.id]} />
            </div>
          ))}
        </div>
      )}
      {mounted && !isNarrow && (
        <ReactGridLayout
          width={width}
          layout={layout}
          gridConfig={{ cols: 12, rowHeight, margin: [gap, gap], containerPadding: [0, 0] }}
          dragConfig={{ enabled: false }}
          resizeConfig={{ enabled: false }}
        >
          {tiles.map((tile) => (
            <div key={tile.id}>
              <Tile tile={tile} result={data?.tiles[tile.id]} />
            </div>
          ))}
        </ReactGridLayout>
      )}
    </div>
  );
}
