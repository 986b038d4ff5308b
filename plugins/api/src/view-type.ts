import type { Text } from '@tenon/documents';
import type { Expression, ValueType } from '@tenon/expressions';
import type { ComponentType } from 'react';
import type { JsonSchema, Locale, RecordLookup } from './field-type.ts';

/** The isomorphic half of a view type: table, and later kanban, calendar, timeline. */
export interface ViewType {
  readonly id: string;
  readonly label: Text;
  readonly icon: string;
  readonly optionsSchema: JsonSchema;
  /**
   * Options that name a field of the view's own entity, and what fits there. The compiler holds the configuration to it, and
   * keeps fields that a viewer may not read from them.
   */
  readonly fieldOptions?: { readonly [option: string]: readonly ViewFieldKind[] };
}

/** `record` is a relation to one, `sum` anything that can be summed; the others are what rules take a field for. */
export type ViewFieldKind = 'choice' | 'record' | 'date' | 'datetime' | 'sum';

export interface ViewSort {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

export interface ViewColumnProps {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly options: { readonly [option: string]: unknown };
  readonly width?: number;
  readonly sortable: boolean;
  readonly required?: boolean;
  /** The reader may change it in its place, as far as their rights to the record go. */
  readonly editable?: boolean;
  /** Records can be put in groups by it. */
  readonly groupable?: boolean;
  /** It can be summed and averaged. */
  readonly summable?: boolean;
  /** What rules take it for. */
  readonly kind?: ValueType['kind'];
  /** For a relation to one: the entity of the record. */
  readonly relatedTo?: string;
}

/** What a reader settled about a view beside its columns, filter and sort: JSON, kept with saved views. */
export type ViewState = { readonly [setting: string]: unknown };

export interface ViewProps {
  readonly columns: readonly ViewColumnProps[];
  /** Rows loaded so far: values by column key, `id`, and titles of references by column key. */
  readonly rows: readonly ViewRow[];
  readonly sort?: ViewSort;
  /** All that rows are sorted by, `sort` first; for views that show several. */
  readonly sorts?: readonly ViewSort[];
  readonly onSort: (sort: ViewSort | undefined) => void;
  readonly onSorts?: (sorts: readonly ViewSort[]) => void;
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly onMore: () => void;
  readonly onOpen: (id: string) => void;
  readonly selected: readonly string[];
  readonly onSelect?: (ids: readonly string[]) => void;
  readonly locale: Locale;
  readonly lookup: RecordLookup;
  readonly options: { readonly [option: string]: unknown };
  readonly state?: ViewState;
  readonly onState?: (state: ViewState) => void;
  /** Columns in another order, by key; absent where the order is fixed. */
  readonly onColumns?: (keys: readonly string[]) => void;
  /** For views that page on their own or change records. Absent in a preview. */
  readonly source?: ViewSource;
}
export interface ViewRow {
  readonly id: string;
  readonly version: number;
  /** What people call the record. */
  readonly title: string;
  readonly values: { readonly [column: string]: unknown };
  readonly titles: { readonly [column: string]: string | readonly string[] };
}

/**
 * Records for views that page on their own: by groups, by the columns of a board, by spans of time. Whatever is asked
 * holds within the condition of the view, the filter and search of the moment, and the reader's rights.
 */
export interface ViewSource {
  readonly entity: string;
  /** Another text whenever what was read may be out of date: another filter, a change, news from the server. */
  readonly revision: string;
  /** Whether the reader may create, change and delete at least some records. */
  readonly may: { readonly create: boolean; readonly update: boolean; readonly delete: boolean };
  /** A field that the reader sees, by its path, shown as a column or not. */
  field(path: string): ViewColumnProps | undefined;
  page(query: ViewPageQuery, signal?: AbortSignal): Promise<ViewPage>;
  aggregate(query: ViewAggregateQuery, signal?: AbortSignal): Promise<ViewAggregate>;
  /**
   * Writes values of one record, as far as it is still at the version of the row, and offers to undo it. Rejects with an
   * Error whose message is for people.
   */
  update(row: ViewRow, values: { readonly [field: string]: unknown }): Promise<void>;
  /** Whether a record may be written so, as far as that can be told without the server: stages know their transitions. */
  allows?(row: ViewRow, values: { readonly [field: string]: unknown }): boolean;
  /** As `update`, but asks the reader first for what the change requires; false when they thought better of it. */
  change?(row: ViewRow, values: { readonly [field: string]: unknown }): Promise<boolean>;
  /** Lets the reader create a record that begins with these values; false when they thought better of it. */
  create?(values: { readonly [field: string]: unknown }): Promise<boolean>;
}
export interface ViewPageQuery {
  readonly where?: Expression;
  /** The sort of the view when absent. */
  readonly sort?: readonly ViewSort[];
  /** Paths wanted beside those of the columns. */
  readonly fields?: readonly string[];
  /** 1 to 500; 50 when absent. */
  readonly limit?: number;
  readonly after?: string;
}
export interface ViewPage {
  readonly rows: readonly ViewRow[];
  /** Pass as `after`; null at the end. */
  readonly next: string | null;
}
export interface ViewAggregateQuery {
  readonly where?: Expression;
  readonly groupBy: readonly {
    readonly id: string;
    readonly field: string;
    readonly bucket?: 'day' | 'week' | 'month' | 'quarter' | 'year';
  }[];
  readonly measures: readonly {
    readonly id: string;
    readonly aggregate: 'count' | 'sum' | 'avg' | 'min' | 'max';
    readonly field?: string;
  }[];
  readonly sort?: readonly { readonly by: string; readonly direction?: 'asc' | 'desc' }[];
  readonly limit?: number;
}
export interface ViewAggregate {
  readonly rows: readonly {
    readonly values: { readonly [id: string]: string | null };
    readonly titles: { readonly [id: string]: string };
  }[];
  readonly more: boolean;
}

export interface BrowserViewType {
  readonly id: string;
  /** `itself`: it reads what is in sight through its source, and `rows` holds nothing. */
  readonly loads?: 'itself';
  readonly View: ComponentType<ViewProps>;
}
