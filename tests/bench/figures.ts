export interface Comparison {
  readonly name: string;
  /** What the figures count: requests a second (more is better) or seconds (less is better). */
  readonly unit: '/s' | 's';
  readonly ours: readonly number[];
  readonly floor: readonly number[];
  /** The aim for the ratio of medians. */
  readonly aim?: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** One row a comparison: both medians, the ratio of each pair as median and spread. */
export function table(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ name, unit, ours, floor, aim = '' }) => {
    const ratios = ours.map((value, index) => value / (floor[index] ?? Number.NaN));
    const digits = unit === 's' ? 2 : 0;
    const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    return `| ${name} | ${median(ours).toFixed(digits)} ${unit} | ${median(floor).toFixed(digits)} ${unit} | **${median(ratios).toFixed(2)}** | ${spread} | ${aim} |`;
  });
  return ['| what | Tenon | floor | ratio | spread | aim |', '|---|---|---|---|---|---|', ...rows].join('\n');
}
