import type { BrowserTileType, TileProps } from '@tenon/plugin-api';
import { useCallback } from 'react';
import { Cartesian } from '../shared/browser/cartesian.tsx';
import type { Series } from '../shared/series.ts';

function BarTile({ options, result, locale, label }: TileProps) {
  const horizontal = options.direction === 'horizontal';
  const stacked = options.stacked === true;
  const look = useCallback(
    (_series: Series, count: number) => ({
      type: 'bar',
      stack: stacked ? 'all' : undefined,
      barMaxWidth: count > 1 && !stacked ? 24 : 40,
      itemStyle: { borderRadius: stacked ? 0 : horizontal ? [0, 4, 4, 0] : [4, 4, 0, 0] },
    }),
    [stacked, horizontal],
  );
  return (
    <Cartesian
      result={result}
      measures={options.measures}
      label={label}
      locale={locale}
      horizontal={horizontal}
      look={look}
      pointer="shadow"
    />
  );
}

export const barBrowser: BrowserTileType = { id: 'bar', Tile: BarTile };
