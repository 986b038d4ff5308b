import { textIn } from '@tenon/documents';
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
import { type WorkbookCell, workbook } from './workbook.ts';

export type ExportQuery = Pick<RecordQuery, 'where' | 'search' | 'sort' | 'fields'>;

const batch = 500;
const everything = 1_000_000_000_000;

export interface ExportOptions {
  /** `csv` when absent. */
  readonly format?: 'csv' | 'xlsx';
  /** Begins CSV with a byte order mark, by which Excel knows UTF-8. */
  readonly mark?: boolean;
  /** Names related records by their titles where those tell them apart (default), or all by their ids. */
  readonly relations?: 'title' | 'id';
  /** Heads the columns with the ids of fields (default), or with their labels in the reader's language. */
  readonly header?: 'id' | 'label';
}

/** What the viewer may see, in a form that an import reads back. */
export async function* exportRecords(
  context: Context,
  entityId: string,
  query: ExportQuery,
  { format = 'csv', mark = false, relations = 'title', header = 'id' }: ExportOptions = {},
): AsyncGenerator<string | Uint8Array> {
  // Authorize.
  const entity = entityFor(context, entityId, 'export');
  const { search, sort, fields } = query;
  const where = await withExactMatches(context, entity, query?.where);
  const parsed = parseSelect(context, entity, { where, search, sort, fields }).node;
  const paths = fields ? parsed.paths.filter(({ path }) => fields.includes(path)) : exportedPaths(entity);
  const titles = relations === 'title';
  const node: SelectNode = { ...parsed, paths, limit: everything, titles, under: ['export'] };
  const { statement, read } = compileSelect(context, authorizeSelect(context, node));
  const ambiguous = titles ? await ambiguousTitles(context, paths) : new Map<string, ReadonlySet<string>>();

  // Present.
  async function* texts(): AsyncGenerator<readonly (readonly string[])[]> {
    const source = context.tx ?? context.db;
    for await (const rows of source.stream(statement, batch)) {
      yield rows.map((row) => {
        const values = read(row, context.locale);
        const named = (values.$titles ?? {}) as { readonly [path: string]: string | readonly string[] };
        return paths.map((path) => neutralise(textOf(path, values[path.path], named[path.path], ambiguous)));
      });
    }
  }
  const names = paths.map((path) => neutralise(header === 'id' ? path.path : labelOf(context, path)));
  if (format === 'xlsx') {
    const isNumber = paths.map(({ field }) => !field.relation && field.valueType.kind === 'number');
    yield* workbook(names, cellsOf(texts(), isNumber));
    return;
  }
  yield (mark ? '\ufeff' : '') + stringify([names]);
  for await (const rows of texts()) yield stringify(rows as string[][]);
}

/** Digits that a spreadsheet's numbers keep. */
const exactNumber = /^-?(?!0[0-9])[0-9]{1,15}$|^-?(?!0[0-9])(?=[0-9.]{3,16}$)[0-9]+\.[0-9]+$/;

async function* cellsOf(
  texts: AsyncIterable<readonly (readonly string[])[]>,
  isNumber: readonly boolean[],
): AsyncGenerator<readonly (readonly WorkbookCell[])[]> {
  for await (const rows of texts)
    yield rows.map((row) =>
      row.map((text, index) => ({ text, isNumber: isNumber[index] === true && exactNumber.test(text) })),
    );
}

function labelOf(context: Context, { steps }: PathModel): string {
  return steps.map(({ id, label }) => textIn(label, context.locale.language, id)).join(' / ');
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
