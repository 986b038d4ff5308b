import type { Locale, ReportColumn } from '@tenon/plugin-api';
import { type GlobalToken, theme } from 'antd';
import { useMemo } from 'react';
import { figure } from '../figures.ts';
import type { Part } from '../parts.ts';
import { describe } from './cartesian.tsx';
import { Chart } from './chart.tsx';
import { chartStyle } from './chart-style.ts';

export interface PartsChartProps {
  readonly parts: readonly Part[];
  readonly measure: ReportColumn;
  readonly label: string;
  readonly locale: Locale;
  readonly look: (token: GlobalToken) => object;
}

/** A chart of the parts of a whole: pie and funnel. */
export function PartsChart({ parts, measure, label, locale, look }: PartsChartProps) {
  const { token } = theme.useToken();
  const option = useMemo(() => {
    const style = chartStyle(token);
    const text = (index: number) => figureOf(parts[index], measure, locale);
    return {
      legend: style.legend,
      tooltip: {
        ...style.tooltip,
        trigger: 'item',
        valueFormatter: (_value: unknown, index: number) => text(index),
      },
      series: [
        {
          name: measure.label,
          data: parts.map(({ name, value }) => ({ name, value })),
          ...look(token),
        },
      ],
    };
  }, [parts, measure, locale, token, look]);

  const exact = parts.map((part) => part.exact ?? String(part.value));
  const names = parts.map(({ name }) => name);
  const description = describe(label, names, [{ name: measure.label, measure, exact }], locale);
  return <Chart option={option} description={description} language={locale.language} />;
}

function figureOf(part: Part | undefined, measure: ReportColumn, locale: Locale): string {
  return part ? figure(part.exact ?? String(part.value), measure, locale) : '';
}
