import type { BrowserTileType, TileProps } from '@tenon/plugin-api';
import { theme } from 'antd';
import { NoData } from '../shared/browser/no-data.tsx';
import { figure, measureOf } from '../shared/figures.ts';

function NumberTile({ options, result, locale }: TileProps) {
  const { token } = theme.useToken();
  const row = result?.rows[0];
  const measure = result && measureOf(result, options.measure);
  const secondary = result?.measures.find(({ id }) => id === options.secondary);
  if (!row || !measure) return <NoData language={locale.language} />;

  const exact = figure(row.values[measure.id], measure, locale);
  const shown = options.compact === true ? figure(row.values[measure.id], measure, locale, true) : exact;
  return (
    <div
      style={{
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'center',
        gap: token.marginXXS,
        containerType: 'inline-size',
      }}
    >
      <span
        title={exact}
        style={{
          // Fits its tile, whatever the length of the figure.
          fontSize: `clamp(20px, ${Math.min(18, 150 / Math.max(shown.length, 1))}cqi, 44px)`,
          lineHeight: 1.15,
          fontWeight: token.fontWeightStrong,
          color: token.colorTextHeading,
          fontVariantNumeric: 'tabular-nums',
          whiteSpace: 'nowrap',
        }}
      >
        {shown}
      </span>
      {secondary && (
        <span style={{ color: token.colorTextSecondary }}>
          {secondary.label} <strong>{figure(row.values[secondary.id], secondary, locale)}</strong>
        </span>
      )}
    </div>
  );
}

export const numberBrowser: BrowserTileType = { id: 'number', Tile: NumberTile };
