import type { BrowserTileType, TileProps } from '@tenon/plugin-api';
import type { GlobalToken } from 'antd';
import { useMemo } from 'react';
import { NoData } from '../shared/browser/no-data.tsx';
import { PartsChart } from '../shared/browser/parts-chart.tsx';
import { measureOf } from '../shared/figures.ts';
import { largest, partsOf } from '../shared/parts.ts';
import { uiText } from '../shared/texts.ts';

function PieTile({ options, result, locale, label }: TileProps) {
  const { language } = locale;
  const most = typeof options.slices === 'number' ? options.slices : 8;
  const measure = result && measureOf(result, options.measure);
  const parts = useMemo(
    () =>
      result && measure
        ? largest(partsOf(result, measure, uiText('none', language)), most, uiText('others', language))
        : [],
    [result, measure, language, most],
  );
  if (!measure || parts.length === 0) return <NoData language={language} />;
  return <PartsChart parts={parts} measure={measure} label={label} locale={locale} look={ring} />;
}

const ring = (token: GlobalToken) => ({
  type: 'pie',
  radius: ['48%', '72%'],
  center: ['50%', '44%'],
  itemStyle: { borderColor: token.colorBgContainer, borderWidth: 2, borderRadius: 4 },
  percentPrecision: 0,
  label: { formatter: '{d}%', color: token.colorTextSecondary, fontSize: token.fontSizeSM },
  labelLine: { length: 8, length2: 6 },
});

export const pieBrowser: BrowserTileType = { id: 'pie', Tile: PieTile };
