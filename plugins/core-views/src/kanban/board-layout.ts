import type { Expression } from '@tenon/expressions';
import type { ViewAggregate, ViewPage, ViewRow, ViewSource } from '@tenon/plugin-api';
import { all, holds } from '../shared/conditions.ts';
import type { Group } from '../shared/groups.ts';
import type { BoardReader, Totals } from './board-data.ts';
import type { KanbanOptions } from './index.ts';

/** A place for cards: a column, within a lane where the board has lanes. */
export interface CellPlace {
  readonly column: Group;
  readonly lane: Group | undefined;
}

export const cellKey = ({ column, lane }: CellPlace): string =>
  lane ? `${column.key}\n${lane.key}` : column.key;

/** Every place of a board by its key. */
export function placesOf(
  columns: readonly Group[],
  lanes: readonly Group[] | undefined,
): ReadonlyMap<string, CellPlace> {
  const places = columns.flatMap((column): CellPlace[] =>
    lanes ? lanes.map((lane) => ({ column, lane })) : [{ column, lane: undefined }],
  );
  return new Map(places.map((place) => [cellKey(place), place]));
}

export function conditionOf({ group, lanes }: KanbanOptions, { column, lane }: CellPlace): Expression {
  const conditions = [holds(group, column.value)];
  if (lanes !== undefined && lane) conditions.push(holds(lanes, lane.value));
  return all(conditions);
}

/** What is written when a card comes to a place. */
export function valuesAt(
  { group, lanes }: KanbanOptions,
  { column, lane }: CellPlace,
): { readonly [field: string]: unknown } {
  return { [group]: column.value, ...(lanes !== undefined && lane ? { [lanes]: lane.value } : {}) };
}

/** As `valuesAt`, without what the record has already. */
export function changesTo(
  options: KanbanOptions,
  row: ViewRow,
  place: CellPlace,
): { readonly [field: string]: unknown } {
  return Object.fromEntries(
    Object.entries(valuesAt(options, place)).filter(
      ([field, value]) => (row.values[field] ?? null) !== value,
    ),
  );
}

/** Reads the cells and figures of a board through the source of its view. */
export function boardReader(
  source: ViewSource,
  options: KanbanOptions,
  places: ReadonlyMap<string, CellPlace>,
): BoardReader {
  const fields = [options.group, options.lanes].filter((field) => field !== undefined);
  return {
    page(cell, { limit, after }, signal): Promise<ViewPage> {
      const place = places.get(cell);
      if (!place) return Promise.resolve({ rows: [], next: null });
      const where = conditionOf(options, place);
      return source.page({ where, fields, limit, ...(after === undefined ? {} : { after }) }, signal);
    },
    async totals(signal): Promise<ReadonlyMap<string, Totals>> {
      const groups = fields.map((field, index) => ({ id: index === 0 ? 'column' : 'lane', field }));
      const sum = options.sum;
      const { rows } = await source.aggregate(
        {
          groupBy: groups,
          measures: [
            { id: 'count', aggregate: 'count' },
            ...(sum === undefined ? [] : [{ id: 'sum', aggregate: 'sum' as const, field: sum }]),
          ],
          limit: 500,
        },
        signal,
      );
      return totalsOf(rows, options.lanes !== undefined);
    },
  };
}

function totalsOf(rows: ViewAggregate['rows'], hasLanes: boolean): ReadonlyMap<string, Totals> {
  return new Map(
    rows.map(({ values }) => {
      const column = values.column ?? '';
      const key = hasLanes ? `${column}\n${values.lane ?? ''}` : column;
      return [key, { count: Number(values.count ?? 0), sum: values.sum ?? undefined }];
    }),
  );
}

/** The figures of a column over all its lanes. Sums are exact decimals, added as such. */
export function columnTotals(
  column: Group,
  totals: ReadonlyMap<string, Totals>,
): { readonly count: number; readonly sum: string | undefined } {
  const own = [...totals].filter(([key]) => key === column.key || key.startsWith(`${column.key}\n`));
  const sums = own.flatMap(([, { sum }]) => (sum === undefined ? [] : [sum]));
  return {
    count: own.reduce((count, [, totals]) => count + totals.count, 0),
    sum: sums.length === 0 ? undefined : sums.reduce(addDecimals),
  };
}

/** Adds decimals of any length; numbers of the language would lose digits past 2^53. */
export function addDecimals(a: string, b: string): string {
  const places = Math.max(fraction(a).length, fraction(b).length);
  const scaled = (text: string) => BigInt(text.replace('.', '') + '0'.repeat(places - fraction(text).length));
  const total = scaled(a) + scaled(b);
  if (places === 0) return String(total);
  const digits = String(total < 0n ? -total : total).padStart(places + 1, '0');
  return `${total < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const fraction = (text: string): string => text.split('.')[1] ?? '';
