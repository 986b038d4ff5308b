/** The contents of all tables, to show that something changed nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/**
 * Signing in and out leaves traces there, an import leaves a note of how it ended, workers keep their place, and
 * memberships follow what was written before, whenever the background gets to it.
 */
const left = new Set([
  'tenon.segment_moves',
  'tenon.segmentation_states',
  'tenon.sessions',
  'tenon.attempts',
  'tenon.sign_ins',
  'tenon.consumers',
  'tenon.imports',
  'tenon.import_chunks',
]);

/** Table → number of rows and digest of their text, and how the tables are built. Compare two with `toEqual`. */
export async function dump(client: pg.Client): Promise<{ readonly [table: string]: string }> {
  const { rows: tables } = await client.query<{ schema: string; name: string }>(`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema in ('records', 'segments', 'tenon') and table_type = 'BASE TABLE' order by 1, 2`);
  const contents = tables
    .filter(({ schema, name }) => schema !== 'segments' && !left.has(`${schema}.${name}`))
    .map(({ schema, name }) => {
      const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
      return `select ${client.escapeLiteral(`${schema}.${name}`)} as place, count(*)::text || ' ' ||
        coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as digest from ${table} t`;
    });
  const { rows } = await client.query<{ place: string; digest: string }>(
    [...contents, structure].join(' union all '),
  );
  return Object.fromEntries(rows.map(({ place, digest }) => [place, digest]));
}

const structure = `
  select 'structure', md5(string_agg(line, chr(10) order by line)) from (
    select concat_ws(' ', table_schema, table_name, column_name, data_type, is_nullable, column_default) as line
    from information_schema.columns where table_schema in ('records', 'segments', 'tenon', 'public')
    union all select indexdef from pg_indexes where schemaname in ('records', 'segments', 'tenon', 'public')
  ) lines`;

/** Grows with every transaction of the server that writes: where it stands still, no dump is needed. */
export async function writesSoFar(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ next: string }>(
    'select pg_snapshot_xmax(pg_current_snapshot())::text as next',
  );
  return rows[0]?.next ?? '';
}

/** Dumps when what follows changes in the background has caught up. */
export async function settledDump(client: pg.Client): Promise<{ readonly [table: string]: string }> {
  for (let before = await dump(client); ; ) {
    await sleep(400);
    const after = await dump(client);
    if (JSON.stringify(after) === JSON.stringify(before)) return after;
    before = after;
  }
}
