import type { Text } from '@tenon/documents';
import type { ComponentType } from 'react';
import type { JsonSchema, Locale, RecordLookup } from './field-type.ts';

/** The isomorphic half of a view type: table, and later kanban, calendar, timeline. */
export interface ViewType {
  readonly id: string;
  readonly label: Text;
  readonly icon: string;
  readonly optionsSchema: JsonSchema;
}

export interface ViewColumnProps {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly options: { readonly [option: string]: unknown };
  readonly width?: number;
  readonly sortable: boolean;
}

export interface ViewProps {
  readonly columns: readonly ViewColumnProps[];
  /** Rows loaded so far: values by column key, `id`, and titles of references by column key. */
  readonly rows: readonly ViewRow[];
  readonly sort?: { readonly field: string; readonly direction: 'asc' | 'desc' };
  readonly onSort: (sort: { field: string; direction: 'asc' | 'desc' } | undefined) => void;
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly onMore: () => void;
  readonly onOpen: (id: string) => void;
  readonly selected: readonly string[];
  readonly onSelect?: (ids: readonly string[]) => void;
  readonly locale: Locale;
  readonly lookup: RecordLookup;
  readonly options: { readonly [option: string]: unknown };
}
export interface ViewRow {
  readonly id: string;
  /** What people call the record. */
  readonly title: string;
  readonly values: { readonly [column: string]: unknown };
  readonly titles: { readonly [column: string]: string | readonly string[] };
}

export interface BrowserViewType {
  readonly id: string;
  readonly View: ComponentType<ViewProps>;
}
