/** What must change for the actual tables to become the desired ones. Stateless: everything it needs stands in its two sides. */
import type { CarryPairs, TableChange } from './changes.ts';
import { passage } from './conversions.ts';
import { asideName, isAside, isOwnIndex } from './names.ts';
import { order } from './order.ts';
import {
  type ActualColumn,
  type ActualTable,
  type ActualTables,
  type ColumnShape,
  type DesiredTable,
  type DesiredTables,
  type Mark,
  tableKey,
} from './shape.ts';

export interface TableDiff {
  /** In an order in which they can be run. */
  readonly changes: readonly TableChange[];
  /** Generation of everything stored, once the changes are made. */
  readonly generations: ReadonlyMap<string, number>;
  /** Tables and columns that somebody else made where ours would lie; nothing may run while there are any. */
  readonly foreign: readonly string[];
}

/** Where the values of fields come from, by what the new columns are of: other columns of the table, in a generation. */
export type Sources = ReadonlyMap<
  string,
  {
    readonly of: string;
    readonly generation: number;
    /** Also when the column could stay. */
    readonly always: boolean;
  }
>;

/** `release` is the number under which changes are made: what is created is of that generation. */
export function diff(
  desired: DesiredTables,
  actual: ActualTables,
  release: number,
  sources: Sources = new Map(),
): TableDiff {
  const found: Found = { changes: [], generations: new Map(), foreign: [], release, sources, actual };
  for (const table of desired.values()) diffTable(table, actual, found);
  for (const table of actual.values()) {
    if (table.mark && !isAside(table.name) && !desired.has(tableKey(table)))
      retireTable(table, table.mark, found);
  }
  return { changes: order(found.changes), generations: found.generations, foreign: found.foreign };
}

interface Found {
  readonly changes: TableChange[];
  readonly generations: Map<string, number>;
  readonly foreign: string[];
  readonly release: number;
  readonly sources: Sources;
  readonly actual: ActualTables;
}

function diffTable(table: DesiredTable, actual: ActualTables, found: Found): void {
  const present = actual.get(tableKey(table));
  if (present && !present.mark) {
    found.foreign.push(tableKey(table));
    return;
  }
  if (present?.mark && sameThing(table.mark, present.mark)) {
    diffColumns(table, present, found);
    return;
  }
  if (present?.mark) retireTable(present, present.mark, found);
  const aside = [...actual.values()].find(
    (other) =>
      other.schema === table.schema && isAside(other.name) && other.mark && sameThing(table.mark, other.mark),
  );
  if (aside?.mark) {
    found.changes.push({
      kind: 'revive_table',
      schema: table.schema,
      table: table.name,
      aside: aside.name,
      mark: aside.mark,
    });
    diffColumns(table, aside, found);
    return;
  }
  found.changes.push(pairsCarried(table, found) ?? { kind: 'create_table', table: createdNow(table, found) });
  for (const index of table.indexes) {
    const { schema, name, mark } = table;
    found.changes.push({
      kind: 'create_index',
      schema,
      table: name,
      of: mark.of,
      index,
      filled: false,
      broken: false,
    });
  }
}

/** How a new table of pairs takes over those of its source; undefined when there is none, or nothing in it. */
function pairsCarried(table: DesiredTable, found: Found): CarryPairs | undefined {
  const { schema, name, mark } = table;
  const source = found.sources.get(mark.of);
  if (!source) return undefined;
  const entity = found.actual.get(tableKey({ schema, name: source.of.split('.')[0] ?? '' }));
  const column = entity?.empty === false ? columnsHolding(entity, source)[0] : undefined;
  const pairs = column ? undefined : tableHolding(found.actual, source);
  const [from, before] = column
    ? [{ table: entity?.name ?? '', column: column.name }, column.mark]
    : [{ table: pairs?.name ?? '', column: undefined }, pairs?.mark];
  if (!before) return undefined;
  return { kind: 'carry_pairs', schema, table: name, source: before, from, to: createdNow(table, found) };
}

type Source = { readonly of: string; readonly generation: number };

function columnsHolding(table: ActualTable, { of, generation }: Source): readonly ActualColumn[] {
  return [...table.columns.values()].filter(
    (column) => !isAside(column.name) && column.mark?.of === of && column.mark.generation === generation,
  );
}

/** A table of pairs that is not empty. */
function tableHolding(actual: ActualTables, { of, generation }: Source): ActualTable | undefined {
  return [...actual.values()].find(
    ({ name, mark, empty }) => !empty && !isAside(name) && mark?.of === of && mark.generation === generation,
  );
}

function diffColumns(table: DesiredTable, present: ActualTable, found: Found): void {
  found.generations.set(table.mark.of, table.mark.generation);
  const gone = new Set<string>();
  for (const columns of groupsOf(table.columns)) diffGroup(table, present, columns, gone, found);
  const wanted = new Set(table.columns.map(({ name }) => name));
  for (const column of present.columns.values()) {
    if (column.mark && !isAside(column.name) && !wanted.has(column.name) && !gone.has(column.name)) {
      retireColumn(table, present, column, column.mark, gone, found);
    }
  }
  diffIndexes(table, present, gone, found);
}

/** The columns of one field stand and fall together. */
function diffGroup(
  table: DesiredTable,
  present: ActualTable,
  columns: readonly ColumnShape[],
  gone: Set<string>,
  found: Found,
): void {
  const { schema, name } = table;
  const [first] = columns;
  const mark = first?.mark;
  if (!first || !mark) {
    for (const column of columns) {
      if (!present.columns.has(column.name))
        found.changes.push({ kind: 'add_column', schema, table: name, column });
    }
    return;
  }
  const there = columns.map((column) => present.columns.get(column.name));
  const unmarked = there.filter((column) => column && !column.mark);
  if (unmarked.length > 0) {
    found.foreign.push(...unmarked.map((column) => `${schema}.${name}.${column?.name}`));
    return;
  }
  const kept = columns.map((column, index) => {
    const before = there[index];
    return before ? stays(before, column) : 'none';
  });
  const carried = carry(table, present, columns, gone, found);
  const stands = kept.every((passes) => passes === 'same' || passes === 'mark');
  if (carried && (found.sources.get(mark.of)?.always || there[0]?.mark?.type !== mark.type || !stands)) {
    if (!asidesOf(present, columns)) {
      carried();
      return;
    }
  }
  if (stands) {
    found.generations.set(mark.of, mark.generation);
    columns.forEach((column, index) => {
      const before = there[index]?.mark;
      if (before && before.type !== column.mark?.type) {
        found.changes.push({ kind: 'mark_column', schema, table: name, column, before });
      }
    });
    return;
  }
  const before = there[0];
  if (columns.length === 1 && kept[0] === 'convert' && before?.mark) {
    const aside = asideName(before.name, found.release);
    const to = { ...first, mark: { ...mark, generation: found.release } };
    const indexes = indexesOver(present, before.name);
    found.changes.push({ kind: 'convert_column', schema, table: name, from: before, to, aside, indexes });
    found.generations.set(mark.of, found.release);
    gone.add(before.name);
    return;
  }
  for (const column of present.columns.values()) {
    // Also its columns under names that the new field has not.
    if (column.mark?.of === mark.of && !isAside(column.name)) {
      retireColumn(table, present, column, column.mark, gone, found);
    }
  }
  for (const column of there) {
    if (column?.mark && !gone.has(column.name))
      retireColumn(table, present, column, column.mark, gone, found);
  }
  const asides = asidesOf(present, columns) ?? [];
  const whole = asides.length > 0;
  for (const [index, column] of columns.entries()) {
    const aside = asides[index];
    if (whole && aside?.mark) {
      found.changes.push({
        kind: 'revive_column',
        schema,
        table: name,
        column: column.name,
        aside: aside.name,
        mark: aside.mark,
      });
    } else {
      const fresh = { ...column, mark: { ...mark, generation: found.release } };
      found.changes.push({ kind: 'add_column', schema, table: name, column: fresh });
    }
  }
  found.generations.set(mark.of, whole ? mark.generation : found.release);
}

/** The columns as they were set aside in the generation that is wanted; undefined when one is missing. */
function asidesOf(
  present: ActualTable,
  columns: readonly ColumnShape[],
): readonly ActualColumn[] | undefined {
  const asides = columns.flatMap((column) => {
    const aside = [...present.columns.values()].find(
      (other) =>
        isAside(other.name) && other.name.startsWith(`${column.name}~`) && stays(other, column) === 'same',
    );
    return aside ? [aside] : [];
  });
  return asides.length === columns.length ? asides : undefined;
}

/** How the columns take over the values of their source; undefined when there is none, or nothing in it. */
function carry(
  table: DesiredTable,
  present: ActualTable,
  columns: readonly ColumnShape[],
  gone: Set<string>,
  found: Found,
): (() => void) | undefined {
  const mark = columns[0]?.mark;
  const source = mark && found.sources.get(mark.of);
  if (!source || present.empty) return undefined;
  const held = columnsHolding(present, source);
  const pairs = held.length === 0 ? tableHolding(found.actual, source) : undefined;
  const from = pairs?.mark ? [idsOf(pairs.mark)] : held;
  const before = from[0]?.mark;
  if (!before) return undefined;
  return () => {
    const { schema, name } = table;
    const own = source.of === mark.of && !pairs;
    const blocking = columns.flatMap((column) => present.columns.get(column.name) ?? []);
    for (const column of blocking) {
      if (column.mark && !from.includes(column) && !gone.has(column.name))
        retireColumn(table, present, column, column.mark, gone, found);
    }
    found.changes.push({
      kind: 'carry_columns',
      schema,
      table: name,
      source: before,
      from,
      ...(pairs && { pairs: pairs.name }),
      to: columns.map((column) => ({ ...column, mark: { ...mark, generation: found.release } })),
      asides: own ? from.map((column) => asideName(column.name, found.release)) : undefined,
      indexes: own ? [...new Set(from.flatMap((column) => indexesOver(present, column.name)))] : [],
    });
    found.generations.set(mark.of, found.release);
    if (own) for (const column of from) gone.add(column.name);
  };
}

/** The ids that a record is paired with, as if they stood in a column. */
function idsOf(mark: Mark): ActualColumn {
  return { name: 'to_id', type: 'text', collation: undefined, notNull: true, mark };
}

function diffIndexes(
  table: DesiredTable,
  present: ActualTable,
  gone: ReadonlySet<string>,
  found: Found,
): void {
  const { schema, name } = table;
  const { of } = table.mark;
  const standing = new Map(
    [...present.indexes].filter(([, { columns }]) => !columns.some((column) => gone.has(column))),
  );
  for (const index of standing.values()) {
    if (isOwnIndex(index.name) && !table.indexes.some((wanted) => wanted.name === index.name)) {
      found.changes.push({ kind: 'drop_index', schema, table: name, of, index: index.name });
    }
  }
  for (const index of table.indexes) {
    const same = standing.get(index.name);
    if (same?.valid) continue;
    const broken = same !== undefined;
    found.changes.push({
      kind: 'create_index',
      schema,
      table: name,
      of,
      index,
      filled: !present.empty,
      broken,
    });
  }
}

function retireTable(table: ActualTable, mark: Mark, found: Found): void {
  found.changes.push({
    kind: 'retire_table',
    schema: table.schema,
    table: table.name,
    aside: asideName(table.name, found.release),
    mark,
    indexes: [...table.indexes.keys()].filter(isOwnIndex),
  });
}

function retireColumn(
  table: DesiredTable,
  present: ActualTable,
  column: ActualColumn,
  mark: Mark,
  gone: Set<string>,
  found: Found,
): void {
  found.changes.push({
    kind: 'retire_column',
    schema: table.schema,
    table: table.name,
    column: column.name,
    aside: asideName(column.name, found.release),
    mark,
    indexes: indexesOver(present, column.name),
  });
  gone.add(column.name);
}

function indexesOver(table: ActualTable, column: string): readonly string[] {
  return [...table.indexes.values()]
    .filter(({ name, columns }) => isOwnIndex(name) && columns.includes(column))
    .map(({ name }) => name);
}

function createdNow(table: DesiredTable, found: Found): DesiredTable {
  const fresh = (mark: Mark): Mark => {
    found.generations.set(mark.of, found.release);
    return { ...mark, generation: found.release };
  };
  return {
    ...table,
    mark: fresh(table.mark),
    columns: table.columns.map((column) => (column.mark ? { ...column, mark: fresh(column.mark) } : column)),
  };
}

/** One group for each field, and one for the columns that have none. */
function groupsOf(columns: readonly ColumnShape[]): readonly (readonly ColumnShape[])[] {
  return [...Map.groupBy(columns, ({ mark }) => mark?.of).values()];
}

function sameThing(a: Mark, b: Mark): boolean {
  return a.of === b.of && a.generation === b.generation && a.value === b.value;
}

function stays(before: ActualColumn, wanted: ColumnShape): ReturnType<typeof passage> {
  if (!before.mark || !wanted.mark) return 'none';
  if (before.mark.of !== wanted.mark.of || before.mark.generation !== wanted.mark.generation) return 'none';
  return passage({ ...before, value: before.mark.value }, { ...wanted, value: wanted.mark.value });
}
