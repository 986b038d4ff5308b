import type { Language, Text } from '@tenon/documents';
import type { Expression, Sql, SqlType, ValueType } from '@tenon/expressions';
import type { ComponentType } from 'react';
import type { Computation, ResultType } from './computation.ts';
import type { FieldFile, FieldKeeping, FieldRenewal, FieldServer } from './field-keeping.ts';

/** JSON Schema 2020-12. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** How values are written for a reader. */
export interface Locale {
  readonly language: Language;
  /** IANA name; date-times are shown in it. */
  readonly timeZone: string;
  /** ISO 4217, for money fields that state none. */
  readonly currency: string;
  /** ISO 3166, for phone numbers without a country code. */
  readonly phoneRegion: string;
}

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value | null }
  | { readonly ok: false; readonly message: string };

/** A part of a value that consists of several. */
export interface ValuePart {
  readonly label: Text;
  readonly valueType: ValueType;
  /** The field type that it is shown, sorted and grouped as, where it can stand in a column of a list. */
  readonly as?: { readonly type: string; readonly options?: { readonly [option: string]: unknown } };
}

export interface OptionsProblem {
  /** JSON Pointer into the options. */
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
}

/** What a field type may ask of the configuration while its options are checked. */
export interface OptionsContext {
  hasEntity(id: string): boolean;
  /** A field as written in the documents: its type and options. */
  fieldOf(
    entity: string,
    field: string,
  ): { readonly type: string; readonly options: { readonly [option: string]: unknown } } | undefined;
  /** Where the field stands. */
  readonly entityId: string;
  readonly fieldId: string;
}

/**
 * Where the values of a field live.
 * `column`: in columns of the entity's own table. `link`: in a table of pairs. `inverse`: nowhere, it is the other side of
 * the field `via` of the entity `entity`. `computed`: nowhere, it is worked out whenever it is read.
 */
export type Storage =
  | { readonly kind: 'column' }
  | { readonly kind: 'link'; readonly entity: string }
  | { readonly kind: 'inverse'; readonly entity: string; readonly via: string }
  | { readonly kind: 'computed' };

/**
 * The isomorphic half of a field type. `Options` are the administrator's settings (validated by `optionsSchema`),
 * `Value` is the JSON form of a value in the API; empty is null, never undefined, '' or [].
 */
export interface FieldType<Options = { readonly [option: string]: unknown }, Value = unknown> {
  readonly id: string;
  readonly label: Text;
  readonly description?: Text;
  /** Name of an icon of the icon set. */
  readonly icon: string;
  readonly optionsSchema: JsonSchema;
  /** Checks of options that a schema cannot express. */
  checkOptions?(options: Options, context: OptionsContext): readonly OptionsProblem[];
  /** Schema of a value that is not empty. */
  valueSchema(options: Options): JsonSchema;
  /**
   * What a schema cannot express (a date that is on no calendar, a decimal above its maximum), asked only of values that
   * the schema accepts. What is wrong, for people; undefined when nothing is.
   */
  check?(value: Value, options: Options): Text | undefined;
  /** What the rule language takes it for. */
  valueType(options: Options): ValueType;
  /** What a rule sees of a value, where that is not the value itself; agrees with `value` of the server half. */
  ruleValue?(value: Value, options: Options): unknown;
  /**
   * Parts that rules reach with a dot, as in `address.city`: properties of a value in the API, and in SQL the columns whose
   * suffix is the part's id.
   */
  readonly parts?: { readonly [part: string]: ValuePart };
  /** Set for types whose values are worked out: fields of them have the type of the result, and this one nowhere else. */
  compute?(options: Options): Computation;
  /**
   * Present when values of the type can be worked out: from an expression of the kind of `valueType` to one that gives values
   * in their one form, such as a number rounded to the decimals of the field.
   */
  resultOf?(expression: Expression, options: Options): Expression;
  /** What sums and averages of values are; values of the same field when absent. */
  total?(options: Options, of: 'sum' | 'avg'): ResultType;
  /** Column by default. */
  storage?(options: Options): Storage;
  /** Set for types that refer to records. */
  relation?(
    options: Options,
  ): { readonly cardinality: 'one' | 'many' | 'inverse'; readonly entity: string } | undefined;
  /** Set for types whose values refer to one record of any of these entities; the value is `{ entity, id }`. */
  refersTo?(options: Options): readonly string[];
  /** Ids of operators that the rule builder offers, most useful first. */
  readonly operators: readonly string[];
  /** Order of two values that are not empty; agrees with the order of SQL. Absent: cannot be sorted. */
  compare?(a: Value, b: Value, options: Options): number;
  readonly groupable: boolean;
  /** Whether `unique` may be asked for. */
  readonly canBeUnique: boolean;
  /** The server gives each record its value, which is unique: people only read it. */
  readonly assigned?: boolean;
  /** Values are read as masks alone: nothing of them is searched, indexed as text, or compared for likeness. */
  readonly secret?: boolean;
  /** For sum and avg. */
  readonly summable?: boolean;
  /**
   * For amounts of money that name their currency. Where it is not the organisation's, rules, orders, groups and totals take a
   * value in the organisation's currency: at the rate in force on the day in the field `rateDate`, or else on the day on which
   * the record was created; empty where there is no rate.
   */
  currency?(options: Options): { readonly code: string; readonly rateDate?: string } | undefined;
  /** One canonical form of a valid value (a phone number in E.164, a decimal without spare zeros). */
  normalize?(value: Value, options: Options, locale: Locale): Value;
  /** Text for people. */
  format(value: Value, options: Options, locale: Locale): string;
  /** From text that people wrote or a file holds; '' is empty. `parse(toText(v)) = v`. */
  parse(text: string, options: Options, locale: Locale): Parsed<Value>;
  /** Text for files: exact, without regard to language. */
  toText(value: Value, options: Options): string;
  /**
   * Whether the search finds records by values of the type: `always` (what tells records apart, such as e-mail addresses and
   * numbers), `named` when the entity names the field as its title or among its search fields, or `never` (secrets). `named` for
   * texts and numbers and `never` for anything else when absent.
   */
  readonly findable?: 'always' | 'named' | 'never';
  /** What people may look for to find a value; `toText` when absent. */
  searchText?(value: Value, options: Options): string;
}

export interface ColumnSpec {
  /** Added to the field's id with an underscore pair; '' for the first column. */
  readonly suffix: string;
  readonly type: SqlType;
  /** Collation of the column itself; only for text. */
  readonly collation?: 'C' | 'und-x-icu';
}

/** The server half: columns and SQL. Types with storage `link` or `inverse` have no columns. */
export interface ServerFieldType<Options = { readonly [option: string]: unknown }, Value = unknown> {
  readonly id: string;
  columns(options: Options): readonly ColumnSpec[];
  /** One database value per column; null → all null. */
  toDb(value: Value, options: Options): readonly unknown[];
  /** From what the driver gives (numeric and bigint as text, timestamptz as ISO text); never called with all null. */
  fromDb(values: readonly unknown[], options: Options): Value;
  /** The one SQL value that the rule language sees; the first column when absent. */
  value?(columns: readonly Sql[], options: Options): Sql;
  /** The columns that hold the entity and the id of types that refer to records of several. */
  refersTo?(columns: readonly Sql[]): { readonly entity: Sql; readonly id: Sql };
  /** What ORDER BY uses; `value` when absent. */
  order?(columns: readonly Sql[], options: Options): Sql;
  /** What a unique index is over; the columns when absent. */
  uniqueKey?(columns: readonly Sql[], options: Options): readonly Sql[];
  /** What the server does with values before they are written: see `field-keeping.ts`. */
  keeping?: FieldKeeping<Options, Value>;
  /** Values that the server makes or makes anew for records that are there already. */
  renewal?: FieldRenewal<Options>;
  /** Condition by which records are found whose value equals a text, for types whose rules don't see their values. */
  exactly?(text: string, columns: readonly Sql[], options: Options, server: FieldServer): Sql;
  /** The value behind a mask, from what is stored. Asked for by name, with a right of its own, and noted. */
  reveal?(stored: readonly unknown[], record: string, options: Options, server: FieldServer): string;
}

export interface ControlProps<Options = { readonly [option: string]: unknown }, Value = unknown> {
  readonly id: string;
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  readonly onBlur?: () => void;
  /**
   * Called with what is wrong while the text in the control means no value, and with undefined when it does again. Nothing
   * goes to `onChange` meanwhile, and the form must not be sent.
   */
  readonly onFault?: (message: string | undefined) => void;
  readonly options: Options;
  readonly label: string;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string;
  readonly locale: Locale;
  /** Records of an entity for pickers, a page at a time, through the viewer's rights. */
  readonly lookup: RecordLookup;
  /** Title(s) of the present value when it refers to records. */
  readonly title?: string | readonly string[];
}

export interface RecordLookup {
  search(
    entity: string,
    text: string,
    after?: string,
  ): Promise<{ items: readonly { id: string; title: string }[]; next: string | null }>;
  titles(entity: string, ids: readonly string[]): Promise<{ readonly [id: string]: string }>;
  /** What people call one record of the entity. */
  entityLabel?(entity: string): Text;
  /** Where a record's page is, for links. */
  href(entity: string, id: string): string;
  /** Absent where nothing can be sent, as in a preview. */
  readonly files?: FileExchange;
  /** Absent where nothing can be created. */
  readonly create?: RecordCreation;
}

/** Making a record from inside a picker. */
export interface RecordCreation {
  /** What to call it, such as "New account…"; undefined when the reader may not create records of the entity. */
  label(entity: string): string | undefined;
  /** Opens a small form, begun with what was typed; undefined when nothing was made. */
  open(entity: string, text: string): Promise<{ readonly id: string; readonly title: string } | undefined>;
}

export interface FileExchange {
  /** Sends a file to the server, where it waits for a day to be put into a record. `progress` hears of shares from 0 to 1. */
  upload(
    content: File,
    options: { readonly progress?: (share: number) => void; readonly signal?: AbortSignal },
  ): Promise<FieldFile>;
  href(id: string): string;
}

export interface CellProps<Options = { readonly [option: string]: unknown }, Value = unknown> {
  readonly value: Value | null;
  readonly options: Options;
  readonly locale: Locale;
  readonly title?: string | readonly string[];
  readonly lookup: RecordLookup;
  /** True where a link would be in the way (inside a row that is itself a link). */
  readonly plain?: boolean;
  /** True where there is room for all of the value, as on the page of its record. */
  readonly whole?: boolean;
}

/** The browser half. */
export interface BrowserFieldType<Options = { readonly [option: string]: unknown }, Value = unknown> {
  readonly id: string;
  readonly Control: ComponentType<ControlProps<Options, Value>>;
  readonly Cell: ComponentType<CellProps<Options, Value>>;
  /** Numbers stand right. */
  readonly align?: 'start' | 'end';
  /** Pixels that a table column takes when nobody said otherwise. */
  readonly width?: number;
}
