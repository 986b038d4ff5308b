import type { BrowserTileType, TileProps } from '@tenon/plugin-api';
import { useCallback } from 'react';
import { Cartesian } from '../shared/browser/cartesian.tsx';
import type { Series } from '../shared/series.ts';

function LineTile({ options, result, locale, label }: TileProps) {
  const { area, smooth } = options;
  const look = useCallback(
    ({ values }: Series) => ({
      type: 'line',
      smooth: smooth === true,
      // A lone point has no line that could show it.
      showSymbol: values.length < 2,
      symbolSize: 7,
      lineStyle: { width: 2 },
      areaStyle: area === true ? { opacity: 0.12 } : undefined,
    }),
    [area, smooth],
  );
  return (
    <Cartesian
      result={result}
      measures={options.measures}
      label={label}
      locale={locale}
      look={look}
      pointer="line"
    />
  );
}

export const lineBrowser: BrowserTileType = { id: 'line', Tile: LineTile };
