/** The pages of records, as the apps see them: without what the viewer may not see. */
import type { Expression } from '@tenon/documents';
import type { ColumnConfig, Label } from '../wire.ts';
import type { TimelineKind } from './timeline.ts';

export interface PageConfig {
  readonly id: string;
  readonly entity: string;
  readonly label: Label;
  /** Record types that have it; all when absent. */
  readonly recordTypes?: readonly string[];
  readonly summary: readonly ColumnConfig[];
  readonly tabs: readonly PageTabConfig[];
}

export interface PageTabConfig {
  readonly id: string;
  readonly label: Label;
  readonly sections: readonly PageSectionConfig[];
}

export type PageSectionConfig = {
  readonly id: string;
  readonly label?: Label;
  readonly visible?: Expression;
} & PagePartConfig;

export type PagePartConfig =
  | { readonly show: 'form' | 'files' | 'history' | 'work' }
  | { readonly show: 'fields'; readonly columns: number; readonly fields: readonly ColumnConfig[] }
  | PageListConfig
  | {
      readonly show: 'timeline';
      readonly kinds: readonly TimelineKind[];
      /** Of the record, in the order written. */
      readonly relations: readonly string[];
    }
  | { readonly show: 'report'; readonly report: string; readonly by: string; readonly type: string };

export interface PageListConfig {
  readonly show: 'list';
  readonly relation: string;
  readonly label: Label;
  readonly entity: string;
  /** The field of the other side that refers to this record; it is filled in for new ones. */
  readonly via: string | null;
  /** Those of the entity's list when absent. */
  readonly columns?: readonly ColumnConfig[];
  readonly where?: Expression;
  readonly sort: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
  readonly create: boolean;
}
