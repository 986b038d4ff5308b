import { sql } from '@tenon/expressions';
import type { FieldModel, PathModel, RecordQuery } from '@tenon/model';
import { stringify } from 'csv-stringify/sync';
import { type Context, queryable } from '../context.ts';
import { authorizeSelect, entityFor } from '../query/authorize.ts';
import { physicalEntity, valueSql } from '../query/compile/columns.ts';
import { compileSelect, scopeOf } from '../query/compile/select.ts';
import { titleField } from '../query/compile/selection.ts';
import { liveRows } from '../query/compile/sql-context.ts';
import type { SelectNode } from '../query/nodes.ts';
import { parseSelect } from '../query/parse.ts';
import { rightsOf } from '../query/rights.ts';
import type { VisibleEntity } from '../query/visible.ts';
import { joinValues, neutralise } from './csv-text.ts';
import { withExactMatches } from './keeping/exactly.ts';

export type ExportQuery = Pick<RecordQuery, 'where' | 'search' | 'sort' | 'fields'>;

const batch = 500;
const everything = 1_000_000_000_000;

/** CSV with a header of field ids: what the viewer may see, in a form that an import reads back. */
export async function* exportRecords(
  context: Context,
  entityId: string,
  query: ExportQuery,
): AsyncGenerator<string> {
  // Authorize.
  const entity = entityFor(context, entityId, 'export');
  const { search, sort, fields } = query;
  const where = await withExactMatches(context, entity, query.where);
  const parsed = parseSelect(context, entity, { where, search, sort, fields }).node;
  const paths = fields ? parsed.paths.filter(({ path }) => fields.includes(path)) : exportedPaths(entity);
  const node: SelectNode = { ...parsed, paths, limit: everything, titles: true, under: ['export'] };
  const { statement, read } = compileSelect(context, authorizeSelect(context, node));
  const ambiguous = await ambiguousTitles(context, paths);

  // Present.
  yield stringify([paths.map(({ path }) => path)]);
  const source = context.tx ?? context.db;
  for await (const rows of source.stream(statement, batch)) {
    const lines = rows.map((row) => {
      const values = read(row, context.locale);
      const titles = values.$titles as { readonly [path: string]: string | readonly string[] };
      return paths.map((path) => neutralise(textOf(path, values[path.path], titles[path.path], ambiguous)));
    });
    yield stringify(lines);
  }
}

/** What an import can write, and the id. */
function exportedPaths(entity: VisibleEntity): PathModel[] {
  return [...entity.fields.values()]
    .filter(
      ({ id, system, storage }) => storage.kind !== 'inverse' && (!system || id === 'id' || id === 'owner'),
    )
    .map((field) => ({ path: field.id, steps: [field], field }));
}

function textOf(
  { field }: PathModel,
  value: unknown,
  title: string | readonly string[] | undefined,
  ambiguous: ReadonlyMap<string, ReadonlySet<string>>,
): string {
  if (value === null || value === undefined) return '';
  if (!field.relation) return field.type.toText(value, field.options);
  // A title that names one record alone is what an import looks for; else the id is.
  const shared = ambiguous.get(field.relation.entity);
  const named = (id: unknown, name: string | undefined) => (name && !shared?.has(name) ? name : String(id));
  if (!Array.isArray(value)) return named(value, typeof title === 'string' ? title : undefined);
  return joinValues(
    value.map((id, index) => named(id, Array.isArray(title) ? String(title[index] ?? '') : undefined)),
  );
}

/** Titles that several records have, by entity referred to. */
async function ambiguousTitles(
  context: Context,
  paths: readonly PathModel[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const scope = scopeOf(context, rightsOf(context));
  const found = new Map<string, ReadonlySet<string>>();
  const targets = new Set(paths.flatMap(({ field }: { field: FieldModel }) => field.relation?.entity ?? []));
  for (const target of targets) {
    const title = titleField(scope, target);
    if (!title || title.field.unique) continue;
    const alias = sql.id('r');
    const value = valueSql(title, alias);
    const rows = await queryable(context).query<{ title: string }>(
      sql`select ${value}::text as title from ${physicalEntity(context.release, target).table} r where ${liveRows(scope, target, alias)} and ${value} is not null group by ${value} having count(*) > 1`,
    );
    found.set(target, new Set(rows.map((row) => row.title)));
  }
  return found;
}
