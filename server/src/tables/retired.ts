/** The book of what was retired: what it held, since when, and what it is called now. */
import { sql } from '@tenon/expressions';
import type { Queryable } from '../database/index.ts';
import type { TableChange } from './changes.ts';
import type { Mark, StorageSchema } from './shape.ts';

export interface Retired {
  readonly of: string;
  readonly type: string;
  readonly generation: number;
  readonly schema: StorageSchema;
  readonly table: string;
  /** Undefined for a whole table. */
  readonly column: string | undefined;
  /** The release that retired it, and when. */
  readonly release: number;
  readonly at: string;
  /** Its present name; undefined while it still has the old one. */
  readonly aside: string | undefined;
}

interface Place {
  readonly schema: StorageSchema;
  readonly table: string;
  readonly column: string;
  readonly mark: Mark;
  readonly aside: string;
}

/** Notes what the changes retire; `moved` says whether those are already made. */
export async function noteRetired(
  tx: Queryable,
  changes: readonly TableChange[],
  { release, at, moved }: { readonly release: number; readonly at: string; readonly moved: boolean },
): Promise<void> {
  for (const place of changes.flatMap(placesOf)) {
    const { mark } = place;
    const aside = moved ? place.aside : null;
    await tx.query(sql`
      insert into tenon.retired
        (of, generation, schema_name, table_name, column_name, type, value, release, at, aside)
      values (${mark.of}, ${mark.generation}, ${place.schema}, ${place.table}, ${place.column}, ${mark.type},
        ${mark.value}, ${release}, ${at}, ${aside})
      on conflict (of, generation, table_name, column_name)
        do update set aside = coalesce(excluded.aside, tenon.retired.aside)`);
  }
}

/** Strikes out what lives (again): every thing in the generation that the live release means. */
export async function forgetRevived(tx: Queryable, generations: ReadonlyMap<string, number>): Promise<void> {
  await tx.query(sql`
    delete from tenon.retired r using unnest(
      ${[...generations.keys()]}::text[], ${[...generations.values()]}::integer[]) as live (of, generation)
    where r.of = live.of and r.generation = live.generation`);
}

export async function listRetired(db: Queryable): Promise<readonly Retired[]> {
  const rows = await db.query<
    Omit<Retired, 'column' | 'aside'> & { column: string; aside: string | null }
  >(sql`
    select of, type, generation, schema_name as schema, table_name as "table", column_name as "column", release, at,
      aside from tenon.retired order by at, of, column_name`);
  return rows.map((row) => ({ ...row, column: row.column || undefined, aside: row.aside ?? undefined }));
}

function placesOf(change: TableChange): readonly Place[] {
  const { kind } = change;
  if (kind === 'retire_table') return [{ ...change, column: '' }];
  if (kind === 'retire_column') return [change];
  if (kind === 'carry_columns') {
    const { schema, table, from, asides = [] } = change;
    return asides.map((aside, index) => ({
      schema,
      table,
      column: from[index]?.name ?? '',
      mark: from[index]?.mark as Mark,
      aside,
    }));
  }
  if (kind !== 'convert_column' || !change.from.mark) return [];
  const { schema, table, from, aside } = change;
  return [{ schema, table, column: from.name, mark: from.mark as Mark, aside }];
}
