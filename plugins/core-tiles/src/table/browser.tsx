import type {
  BrowserTileType,
  Locale,
  ReportColumn,
  ReportResult,
  ReportRow,
  TileProps,
} from '@tenon/plugin-api';
import { Table, type TableColumnType, theme } from 'antd';
import { NoData } from '../shared/browser/no-data.tsx';
import { figure, plotted, titleOf } from '../shared/figures.ts';
import { uiText } from '../shared/texts.ts';

interface ShownRow extends ReportRow {
  readonly key: number;
}

function TableTile({ options, result, locale, label }: TileProps) {
  const { token } = theme.useToken();
  if (!result || result.rows.length === 0) return <NoData language={locale.language} />;
  const most = typeof options.rows === 'number' ? options.rows : 100;
  const rows: ShownRow[] = result.rows.slice(0, most).map((row, key) => ({ ...row, key }));
  const isCut = result.more || result.rows.length > most;
  return (
    <div style={{ height: '100%', overflow: 'auto' }}>
      <Table<ShownRow>
        aria-label={label}
        size="small"
        sticky
        pagination={false}
        dataSource={rows}
        columns={columnsOf(result, locale, options.bars === false ? undefined : token.colorPrimaryBg)}
      />
      {isCut && (
        <p style={{ color: token.colorTextSecondary, margin: token.marginXS }}>
          {uiText('cut', locale.language)}
        </p>
      )}
    </div>
  );
}

function columnsOf(
  result: ReportResult,
  locale: Locale,
  barColor: string | undefined,
): TableColumnType<ShownRow>[] {
  const groups = result.groups.map(
    ({ id, label }): TableColumnType<ShownRow> => ({
      key: id,
      title: label,
      ellipsis: true,
      render: (_cell, row) => titleOf(row, id, uiText('none', locale.language)),
    }),
  );
  const measures = result.measures.map(
    (measure, index): TableColumnType<ShownRow> => ({
      key: measure.id,
      title: measure.label,
      align: 'end',
      onCell: (row) => ({
        style: {
          fontVariantNumeric: 'tabular-nums',
          background: index === 0 && barColor ? barBehind(row, measure, result, barColor) : undefined,
        },
      }),
      render: (_cell, row) => figure(row.values[measure.id], measure, locale),
    }),
  );
  return [...groups, ...measures];
}

/** A bar from the end of the cell, as long as the figure is of the largest. */
function barBehind(
  row: ReportRow,
  measure: ReportColumn,
  result: ReportResult,
  color: string,
): string | undefined {
  const sizes = result.rows.map(({ values }) => plotted(values[measure.id]) ?? 0);
  const part = (plotted(row.values[measure.id]) ?? 0) / Math.max(...sizes, 0);
  if (!Number.isFinite(part) || part <= 0) return undefined;
  return `linear-gradient(to left, ${color} ${Math.round(part * 100)}%, transparent 0)`;
}

export const tableBrowser: BrowserTileType = { id: 'table', Tile: TableTile };
