import type { ViewProps, ViewState } from '@tenon/plugin-api';

export type RowHeight = 'compact' | 'normal' | 'tall';
export type Bucket = 'day' | 'week' | 'month' | 'quarter' | 'year';
export interface GroupSetting {
  readonly field: string;
  readonly bucket?: Bucket;
}

/** What a reader settled about a table, as kept with its view. */
export interface TableSettings {
  readonly height: RowHeight;
  /** Columns that stay in sight at the left. */
  readonly frozen: number;
  readonly widths: { readonly [column: string]: number };
  readonly group: GroupSetting | undefined;
}

/** Pixels. */
export const heights: { readonly [H in RowHeight]: number } = { compact: 32, normal: 40, tall: 64 };
export const narrowest = 64;
export const widest = 900;
const buckets: readonly unknown[] = ['day', 'week', 'month', 'quarter', 'year'] satisfies Bucket[];

/** Settings are whatever was kept or stood in an address: what does not fit is left out. */
export function readSettings({ state = {}, options }: Pick<ViewProps, 'state' | 'options'>): TableSettings {
  const { height, frozen, widths, group } = state;
  const plain = options.density === 'compact' ? 'compact' : 'normal';
  return {
    height: typeof height === 'string' && Object.hasOwn(heights, height) ? (height as RowHeight) : plain,
    frozen: Number.isSafeInteger(frozen) ? Math.min(Math.max(Number(frozen), 0), 5) : 1,
    widths: isObject(widths)
      ? Object.fromEntries(
          Object.entries(widths).flatMap(([key, width]) =>
            typeof width === 'number' && Number.isFinite(width) ? [[key, clampWidth(width)]] : [],
          ),
        )
      : {},
    group:
      isObject(group) && typeof group.field === 'string' ? groupOf(group.field, group.bucket) : undefined,
  };
}

export function clampWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, narrowest), widest));
}

function groupOf(field: string, bucket: unknown): GroupSetting {
  return buckets.includes(bucket) ? { field, bucket: bucket as Bucket } : { field };
}

function isObject(value: unknown): value is ViewState {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
