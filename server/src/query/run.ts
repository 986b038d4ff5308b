/** Runs authorized nodes. Internal callers come in here too: there is no way around the rights of the context. */
import type { CheckedExpression } from '@tenon/expressions';
import type { PathModel, RecordBody } from '@tenon/model';
import { type Context, queryable } from '../context.ts';
import { authorizeSelect } from './authorize.ts';
import { compileCount, compileEstimate, compileSelect } from './compile/select.ts';
import { invalidCursor, writeCursor } from './cursor.ts';
import { limits } from './limits.ts';
import type { Authorized, RowsAsked, SelectNode, SortNode } from './nodes.ts';

export interface SelectedPage {
  readonly items: RecordBody[];
  readonly next: string | null;
}

export async function runSelect(
  context: Context,
  node: Authorized<SelectNode>,
  shape: string,
): Promise<SelectedPage> {
  const { statement, read, cursor } = compileSelect(context, node);
  let rows: { [column: string]: unknown }[];
  try {
    rows = await queryable(context).query(statement);
  } catch (error) {
    // Postgres could not read a sort value of the cursor as its type, so we did not write it.
    if (node.after && isDataException(error)) throw invalidCursor(error);
    throw error;
  }
  const more = rows.length > node.limit;
  if (more) rows.pop();
  const last = rows.at(-1);
  return {
    items: rows.map((row) => read(row, context.locale) as unknown as RecordBody),
    next: more && last ? writeCursor(shape, cursor(last)) : null,
  };
}

/** Exact up to the limit, else what the planner thinks. */
export async function runCount(
  context: Context,
  node: Authorized<SelectNode>,
): Promise<{ readonly value: number; readonly exact: boolean }> {
  const db = queryable(context);
  const [counted] = await db.query<{ count: string }>(compileCount(context, node, limits.exactCount));
  const count = Number(counted?.count ?? 0);
  if (count <= limits.exactCount) return { value: count, exact: true };
  const [plan] = await db.query<{ 'QUERY PLAN': readonly { Plan?: { 'Plan Rows'?: number } }[] }>(
    compileEstimate(context, node),
  );
  const estimate = plan?.['QUERY PLAN'][0]?.Plan?.['Plan Rows'] ?? 0;
  return { value: Math.max(estimate, count), exact: false };
}

export interface RecordSelection {
  readonly where?: readonly CheckedExpression[];
  readonly paths: readonly PathModel[];
  /** By id, oldest first, when absent. */
  readonly sort?: readonly SortNode[];
  readonly limit: number;
  readonly titles?: boolean;
  readonly rows?: RowsAsked;
}

/** Records for callers inside the server, by checked expressions and paths of the Model, under the context's rights. */
export async function selectRecords(
  context: Context,
  entity: string,
  selection: RecordSelection,
): Promise<RecordBody[]> {
  const model = context.release.model.entities.get(entity);
  if (!model) throw new Error(`The model has no entity ${entity}`);
  const id = model.fields.get('id');
  const node = Object.freeze<SelectNode>({
    kind: 'select',
    entity: model,
    paths: selection.paths,
    where: selection.where ?? [],
    search: undefined,
    sort: selection.sort ?? (id ? [{ path: { path: 'id', steps: [id], field: id }, direction: 'asc' }] : []),
    limit: selection.limit,
    after: undefined,
    titles: selection.titles ?? false,
    rows: selection.rows ?? 'live',
  });
  return (await runSelect(context, authorizeSelect(context, node), '')).items;
}

/** SQLSTATE class 22: a value that is none of its type. */
function isDataException(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('22');
}
