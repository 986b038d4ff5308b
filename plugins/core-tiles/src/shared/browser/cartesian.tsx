import type { Locale, ReportColumn, ReportResult } from '@tenon/plugin-api';
import { theme } from 'antd';
import { useMemo } from 'react';
import { figure, measuresOf } from '../figures.ts';
import { type Series, seriesOf } from '../series.ts';
import { uiText } from '../texts.ts';
import { Chart } from './chart.tsx';
import { chartStyle } from './chart-style.ts';
import { NoData } from './no-data.tsx';

export interface CartesianProps {
  readonly result: ReportResult | undefined;
  readonly measures: unknown;
  readonly label: string;
  readonly locale: Locale;
  readonly horizontal?: boolean;
  /** Looks of one series; what it shows is filled in. */
  readonly look: (series: Series, count: number) => object;
  readonly pointer: 'shadow' | 'line';
}

/** A chart of series over categories: bars and lines. */
export function Cartesian(props: CartesianProps) {
  const { result, measures, label, locale, horizontal = false, look, pointer } = props;
  const { token } = theme.useToken();
  const { language } = locale;

  const data = useMemo(
    () => result && seriesOf(result, measuresOf(result, measures), uiText('none', language)),
    [result, measures, language],
  );
  const option = useMemo(() => {
    if (!data) return {};
    const style = chartStyle(token);
    const [first] = data.series;
    const compact = (value: number) => (first ? figure(String(value), first.measure, locale, true) : '');
    const categories = { ...style.categoryAxis, data: [...data.names], inverse: horizontal };
    const values = { ...style.valueAxis, axisLabel: { ...style.valueAxis.axisLabel, formatter: compact } };
    const many = data.series.length > 1;
    return {
      grid: { ...style.grid, bottom: many ? 36 : style.grid.bottom },
      legend: { ...style.legend, show: many },
      tooltip: { ...style.tooltip, trigger: 'axis', axisPointer: { type: pointer } },
      xAxis: horizontal ? values : categories,
      yAxis: horizontal ? categories : values,
      series: data.series.map((series) => ({
        name: series.name,
        data: [...series.values],
        ...look(series, data.series.length),
        tooltip: { valueFormatter: (_value: unknown, index: number) => exactFigure(series, index, locale) },
      })),
    };
  }, [data, token, locale, horizontal, look, pointer]);

  if (!data || data.series.length === 0) return <NoData language={language} />;
  return (
    <Chart
      option={option}
      description={describe(label, data.names, data.series, locale)}
      language={language}
    />
  );
}

function exactFigure({ exact, measure }: Series, index: number, locale: Locale): string {
  return figure(exact[index], measure, locale);
}

const mostDescribed = 20;

/** The chart in words, the first points of it. */
export function describe(
  label: string,
  names: readonly string[],
  series: readonly {
    readonly name: string;
    readonly measure: ReportColumn;
    readonly exact: readonly (string | null)[];
  }[],
  locale: Locale,
): string {
  const stop = locale.language === 'zh-CN' ? '；' : '; ';
  const lines = series.map(({ name, measure, exact }) => {
    const points = names
      .slice(0, mostDescribed)
      .map((point, index) => `${point} ${figure(exact[index], measure, locale)}`);
    return `${name}: ${points.join(', ')}${names.length > mostDescribed ? ' …' : ''}`;
  });
  return [label, ...lines].join(stop);
}
