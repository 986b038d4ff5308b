import type { Language } from '@tenon/documents';
import { Skeleton, theme } from 'antd';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { uiText } from '../texts.ts';
import { palette } from './palette.ts';

export interface ChartProps {
  /** Beside colours, fonts and animation, which follow the theme. */
  readonly option: EChartsCoreOption;
  /** What the chart says, for those who don't see it. */
  readonly description: string;
  readonly language: Language;
}

/** Draws with ECharts, which is fetched on first use; follows the size of its container and the theme. */
export function Chart({ option, description, language }: ChartProps) {
  const { token } = theme.useToken();
  const container = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');

  useEffect(() => {
    let left = false;
    const element = container.current;
    const observer = new ResizeObserver(() => chart.current?.resize());
    import('./charts.ts').then(
      ({ init }) => {
        if (left || !element) return;
        chart.current = init(element, undefined, { renderer: 'svg' });
        observer.observe(element);
        setState('ready');
      },
      () => !left && setState('failed'),
    );
    return () => {
      left = true;
      observer.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
    };
  }, []);

  useEffect(() => {
    if (state !== 'ready') return;
    const still = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
    chart.current?.setOption(
      {
        color: palette(token),
        backgroundColor: 'transparent',
        textStyle: { fontFamily: token.fontFamily, color: token.colorTextSecondary },
        animation: !still,
        animationDuration: 400,
        aria: { enabled: true, label: { description } },
        ...option,
      },
      { notMerge: true },
    );
  }, [state, option, token, description]);

  return (
    <figure
      aria-label={description}
      style={{ position: 'relative', width: '100%', height: '100%', minHeight: 120, margin: 0 }}
    >
      <div ref={container} style={{ position: 'absolute', inset: 0 }} />
      {state === 'loading' && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {state === 'failed' && <span role="alert">{uiText('failed', language)}</span>}
    </figure>
  );
}
