import type { BrowserTileType, TileProps } from '@tenon/plugin-api';
import type { GlobalToken } from 'antd';
import { useCallback, useMemo } from 'react';
import { NoData } from '../shared/browser/no-data.tsx';
import { inkOn, palette } from '../shared/browser/palette.ts';
import { PartsChart } from '../shared/browser/parts-chart.tsx';
import { figure, measureOf } from '../shared/figures.ts';
import { partsOf } from '../shared/parts.ts';
import { uiText } from '../shared/texts.ts';

function FunnelTile({ options, result, locale, label }: TileProps) {
  const { language } = locale;
  const sort = options.sort === 'descending' ? 'descending' : 'none';
  const measure = result && measureOf(result, options.measure);
  const parts = useMemo(
    () => (result && measure ? partsOf(result, measure, uiText('none', language)) : []),
    [result, measure, language],
  );
  const look = useCallback(
    (token: GlobalToken) => {
      const colors = palette(token);
      return {
        type: 'funnel',
        sort,
        left: 8,
        right: 8,
        top: 8,
        bottom: 40,
        gap: 3,
        // The narrowest part still holds its label.
        minSize: '45%',
        itemStyle: { borderWidth: 0, opacity: 1 },
        data: parts.map(({ name, value }, index) => {
          const color = colors[index % colors.length] ?? token.colorPrimary;
          return { name, value, itemStyle: { color }, label: { color: inkOn(color) } };
        }),
        label: {
          position: 'inside',
          fontSize: token.fontSizeSM,
          formatter: ({ name, value }: { name: string; value: number }) =>
            measure ? `${name}  ${figure(String(value), measure, locale, true)}` : name,
        },
      };
    },
    [parts, sort, measure, locale],
  );
  if (!measure || parts.length === 0) return <NoData language={language} />;
  return <PartsChart parts={parts} measure={measure} label={label} locale={locale} look={look} />;
}

export const funnelBrowser: BrowserTileType = { id: 'funnel', Tile: FunnelTile };
