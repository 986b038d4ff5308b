import type { GlobalToken } from 'antd';

/** Shared looks of axes, legend and tooltip, from the theme. */
export function chartStyle(token: GlobalToken) {
  const label = { color: token.colorTextSecondary, fontSize: token.fontSizeSM };
  return {
    categoryAxis: {
      type: 'category',
      axisLine: { lineStyle: { color: token.colorBorder } },
      axisTick: { show: false },
      axisLabel: { ...label, hideOverlap: true, overflow: 'truncate', width: 110 },
    },
    valueAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: token.colorBorderSecondary } },
      axisLabel: label,
    },
    grid: {
      left: 8,
      right: 16,
      top: 16,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: {
      type: 'plain',
      bottom: 0,
      icon: 'circle',
      itemWidth: 8,
      itemHeight: 8,
      itemGap: token.margin,
      textStyle: { ...label, overflow: 'truncate', width: 120 },
    },
    tooltip: {
      confine: true,
      backgroundColor: token.colorBgElevated,
      borderWidth: 0,
      extraCssText: `box-shadow: ${token.boxShadowSecondary}; border-radius: ${token.borderRadiusLG}px;`,
      textStyle: { color: token.colorText, fontSize: token.fontSize },
    },
  } as const;
}
