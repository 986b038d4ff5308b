/**
 * The contracts of the rule language: what an expression may speak of (scopes), what kinds of value there are, and
 * what one operator owns. Entities and tables are known here through these interfaces alone.
 */
import type { Expression, Problem } from '@tenon/documents';
import type { ExpressionProblemCode } from './problems.ts';
import type { Sql } from './sql.ts';

/**
 * The kinds of value that the rule language tells apart. A field type says which one its values are; two kinds never
 * compare with each other. `id` is a reference to a record of `entity`; `choice` is one of `options`.
 *
 * In rows: text, choice, id, date (YYYY-MM-DD) and datetime (ISO 8601 in UTC, as Postgres gives it) are strings,
 * number is an exact decimal written as a string or a safe integer, boolean is boolean, list is an array; empty is null.
 * In SQL: text and choice are text, id is uuid, number numeric, boolean, date, datetime timestamptz, list an array.
 */
export type ValueType =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'datetime' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'id'; readonly entity: string }
  | { readonly kind: 'list'; readonly of: ValueType }
  /** A duration literal such as P90D; only ever an operand. */
  | { readonly kind: 'duration' }
  /** The literal null, which fits wherever a value may be empty. */
  | { readonly kind: 'empty' };
export type ValueKind = ValueType['kind'];

/** A field as an expression sees it. */
export interface ScopeField {
  readonly id: string;
  readonly valueType: ValueType;
  /** Set for relations; `one` can be walked with a dot, `many` and `inverse` only inside an aggregate. */
  readonly relation?: { readonly cardinality: 'one' | 'many' | 'inverse'; readonly entity: string };
  /** What a rule sees of a value in a row; the value itself when absent. */
  readonly ruleValue?: (value: unknown) => unknown;
  /** Parts of a value that are reached with a dot, `address.city`; by own-property look-up alone. */
  readonly parts?: { readonly [part: string]: { readonly valueType: ValueType } };
  /** Set for fields whose value follows from others by an expression about the same record. */
  readonly computed?: { readonly rule: { readonly checked: CheckedExpression } };
}

/** An entity as an expression sees it. `field` must be an own-property look-up. */
export interface ScopeEntity {
  readonly id: string;
  field(id: string): ScopeField | undefined;
  fieldIds(): readonly string[];
}

/** Everything that expressions of one configuration may name. The Model implements it. */
export interface Catalog {
  entity(id: string): ScopeEntity | undefined;
  /** Segment ids of a segmentation and the entity it divides. */
  segmentation(id: string): { readonly entity: string; readonly segments: readonly string[] } | undefined;
}

/**
 * Where an expression stands: the entity whose row it is about (absent for rules about nobody, such as a constant), and
 * the named rows beside it: `viewer` (always a user), `operator` in pair conditions, and so on. In a dotted path a
 * name comes before a field of the same id.
 */
export interface Scope {
  readonly catalog: Catalog;
  readonly entity?: string;
  readonly names?: { readonly [name: string]: string };
}

/** An expression parsed and checked once; downstream reads this and never the JSON again. */
export type TypedNode = LiteralNode | FieldNode | OperationNode | AggregateNode;

export interface LiteralNode {
  readonly node: 'literal';
  readonly type: ValueType;
  /** As in a row. */
  readonly value: unknown;
}

export interface FieldNode {
  readonly node: 'field';
  readonly type: ValueType;
  /** The named row it starts from, or undefined for the row itself. */
  readonly from?: string;
  /** The entity that the path starts at. */
  readonly entity: string;
  /** Field ids; all but the last are relations with cardinality `one`. */
  readonly path: readonly string[];
  /** The entity on the other side of each relation of the path: one fewer than `path`. */
  readonly via: readonly string[];
  /** Of the last field. */
  readonly ruleValue?: (value: unknown) => unknown;
  /** The part of the last field's value that is meant, instead of the whole. */
  readonly part?: string;
}

export interface OperationNode {
  readonly node: 'operation';
  readonly type: ValueType;
  readonly operator: string;
  readonly operands: readonly TypedNode[];
}

export interface AggregateNode {
  readonly node: 'aggregate';
  readonly type: ValueType;
  readonly operator: string;
  /** The entity that the path starts at, the path whose last field is the relation, and the entities between. */
  readonly entity: string;
  readonly path: readonly string[];
  readonly via: readonly string[];
  /** The entity on the other side, which `operand` and `where` are about. */
  readonly related: string;
  readonly operand?: TypedNode;
  /** What the related records are put in order by. */
  readonly order?: TypedNode;
  readonly where?: TypedNode;
}

export interface CheckedExpression {
  readonly root: TypedNode;
  /** What a change must touch to alter the result: entity → its field ids, over all paths and aggregates. */
  readonly reads: { readonly [entity: string]: readonly string[] };
  /** True when the result may change with time alone (`now`, `today`, `days_since`, `within`). */
  readonly timeDependent: boolean;
  /** Segmentations that it asks about. */
  readonly segmentations: readonly string[];
}

/** Given once per evaluation, so that a whole run sees one moment. */
export interface Moment {
  /** ISO 8601 in UTC. */
  readonly now: string;
  /** IANA name of the zone in which days begin. */
  readonly timeZone: string;
}

/** How evaluation in memory reaches data. Rows are plain objects of values by field id. */
export interface EvaluationContext extends Moment {
  readonly row?: Row;
  readonly names?: { readonly [name: string]: Row };
  /** The record on the other side of a `one` relation; undefined when empty. */
  related(entity: string, row: Row, field: string): Row | undefined;
  /** The live records on the other side of a `many` or `inverse` relation. */
  relatedMany(entity: string, row: Row, field: string): readonly Row[];
  segmentOf(segmentation: string, row: Row): string | undefined;
  /**
   * The expression of a field whose value is to be worked out, as the row does not hold it; undefined for fields that the
   * row holds. Absent when rows hold all.
   */
  computed?(entity: string, field: string): CheckedExpression | undefined;
}
export type Row = { readonly [field: string]: unknown };

/** How compilation to SQL reaches tables. The server's query compiler implements it. */
export interface SqlContext extends Moment {
  /** The value of a field of the row that `alias` stands for, or of one part of it. */
  column(entity: string, field: string, alias: Sql, part?: string): Sql;
  /** Alias of the row itself, or of a named row; undefined when that row is given as values (see `parameter`). */
  rowAlias(name: string | undefined): Sql | undefined;
  /** The value of a path from a named row that is not in the query (the viewer), already resolved. */
  parameter(name: string, path: readonly string[]): unknown;
  /**
   * A scalar subquery that follows a `one` relation: `select <pick(alias)> from <target> alias where alias.id = <id>`
   * over live records (and through the rights of the query).
   */
  through(entity: string, field: string, alias: Sql, pick: (target: Sql) => Sql): Sql;
  /** `select <pick(alias)> from … where <joined> and <where(alias)>` over live records of a many or inverse relation. */
  overRelated(
    entity: string,
    field: string,
    alias: Sql,
    pick: (target: Sql) => Sql,
    where: ((target: Sql) => Sql) | undefined,
  ): Sql;
  /** A boolean: the record is in one of those segments. */
  inSegment(segmentation: string, segments: readonly string[], alias: Sql): Sql;
}

/**
 * One operator: one file that owns its signature, its meaning in memory, its SQL and its labels. It has one or more
 * forms; `min` has two: over its operands and over related records. Memory and SQL must agree for every operand,
 * empties included.
 */
export interface Operator {
  readonly id: string;
  /** Labels for the rule builder. */
  readonly label: { readonly en: string; readonly 'zh-CN': string };
  /** The word between operands when the expression is put in words, where it is not the label. */
  readonly between?: { readonly en: string; readonly 'zh-CN': string };
  /** The result may change with time alone. */
  readonly timeDependent?: boolean;
  /** Over values: `{ "<": [a, b] }`. */
  readonly values?: ValueForm;
  /** Over related records: `{ "sum": ["orders", operand, filter] }`; taken when the first operand names a field. */
  readonly related?: RelatedForm;
  /** About the row itself and what is kept beside it: `{ "in_segment": ["lifecycle", "lost"] }`. */
  readonly row?: RowForm;
}

/** What may stand at one place among the operands. */
export interface Slot {
  /** `condition` is a truth value: an empty boolean counts as false there. */
  readonly kinds: readonly ValueKind[] | 'condition';
  /** Shares one type with the other slots that say so; `element` says that this is a list of that type. */
  readonly same?: 'itself' | 'element';
  /** null may be written here. */
  readonly nullable?: boolean;
  /** A literal must be written here; the rest narrows it. */
  readonly literal?: {
    /** What is wrong with the value, or undefined. */
    refuse?(value: unknown): string | undefined;
    /** Some values that are right, for generated tests and documentation. */
    readonly samples: readonly Expression[];
  };
}

export interface ValueForm {
  readonly arity: { readonly least: number; readonly most?: number };
  /** One slot per operand, for a number of operands within the arity. */
  slots(count: number): readonly Slot[];
  /** `same` is the type that the slots share. A boolean result is always true or false, never empty. */
  readonly result: ValueType | 'same';
  /**
   * In memory. A JsonLogic built-in of the same meaning over true and false, which leaves operands unevaluated that it
   * does not need; or a function over operands (numbers as `Numeric`, empty as null).
   */
  readonly evaluate: 'and' | 'or' | 'if' | ((operands: readonly unknown[], call: Call) => unknown);
  /** In SQL. A boolean may be null where memory says false: the compiler settles it where that makes a difference. */
  sql(operands: readonly Sql[], call: SqlCall): Sql;
  /** Results are longer than operands, as products are; `limits.factors` bounds them. */
  readonly grows?: boolean;
}

export interface Call {
  readonly types: readonly ValueType[];
  readonly moment: Moment;
}
export interface SqlCall extends Call {
  readonly nodes: readonly TypedNode[];
}

export interface RelatedForm {
  /** The kinds of the operand that is computed per related record; absent when there is none. */
  readonly operand?: readonly ValueKind[];
  /**
   * The kinds of a second operand that puts the related records in order; absent when order makes no difference. Records
   * where it is empty are left out, and of equal ones the lower id comes first.
   */
  readonly order?: readonly ValueKind[];
  readonly result: ValueType | 'operand';
  /** Over the operand of every related record that passes the filter, empties left out; `type` is the operand's. */
  evaluate(operands: Iterable<unknown>, type: ValueType): unknown;
  /** `select(pick)` is the subquery over the related records; `pick` gets the operand, and the order by which they come. */
  sql(select: (pick: (operand: Sql, order: Sql) => Sql) => Sql): Sql;
}

export interface RowForm {
  readonly arity: { readonly least: number; readonly most?: number };
  /** Operands are texts. Reports what is wrong with them for rows of `entity`; `operand` is an index. */
  check(
    operands: readonly string[],
    scope: { readonly entity: string; readonly catalog: Catalog },
    report: (code: ExpressionProblemCode, message: string, hint?: string, operand?: number) => void,
  ): void;
  readonly result: ValueType;
  evaluate(operands: readonly string[], row: Row, context: EvaluationContext): unknown;
  sql(operands: readonly string[], alias: Sql, context: SqlContext): Sql;
  /** Segmentations that the answer depends on. */
  segmentations?(operands: readonly string[]): readonly string[];
}

/** A finding about an expression; its pointer is relative to the expression. */
export type ExpressionProblem = Omit<Problem, 'document'>;

export interface ParseResult {
  /** Present only when there is no problem of severity error. */
  readonly expression?: CheckedExpression;
  /** Pointers are relative to the expression. */
  readonly problems: readonly ExpressionProblem[];
}

export type { Expression, Problem };
