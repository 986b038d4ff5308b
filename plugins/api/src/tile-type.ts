import type { Text } from '@tenon/documents';
import type { ComponentType } from 'react';
import type { JsonSchema, Locale, RecordLookup } from './field-type.ts';

/** The isomorphic half of a tile type. */
export interface TileType {
  readonly id: string;
  readonly label: Text;
  readonly icon: string;
  readonly optionsSchema: JsonSchema;
  /** Whether a tile of this type shows a report, and what that report must have. */
  readonly report?: { readonly groups: { readonly least: number; readonly most: number } };
  /** In grid cells. */
  readonly size: { readonly w: number; readonly h: number };
}

/** What a report gives: one row per group, values by group and measure id, titles of references beside them. */
export interface ReportResult {
  readonly groups: readonly ReportColumn[];
  readonly measures: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** True when rows were cut at the report's limit. */
  readonly more: boolean;
}
export interface ReportColumn {
  readonly id: string;
  readonly label: string;
  readonly format: 'number' | 'percent' | 'money' | 'text';
  /** ISO 4217 for money. */
  readonly currency?: string;
}
export interface ReportRow {
  /** Numbers are decimal strings; empty is null. */
  readonly values: { readonly [column: string]: string | null };
  /** What people read in place of the value of a group. */
  readonly titles: { readonly [column: string]: string };
}

export interface TileProps {
  readonly options: { readonly [option: string]: unknown };
  readonly result?: ReportResult;
  readonly locale: Locale;
  readonly lookup: RecordLookup;
  readonly label: string;
}

export interface BrowserTileType {
  readonly id: string;
  readonly Tile: ComponentType<TileProps>;
}
