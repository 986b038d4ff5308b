/** Users as operators: who may be given work by hand, and whose rights decide what they may see. */
import { sql } from '@tenon/expressions';
import { type Context, queryable, type Viewer } from '../context.ts';
import type { Queryable } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { rolesOf } from '../identity/roles.ts';
import { isId } from '../ids.ts';
import { physicalEntity } from '../query/compile/columns.ts';
import { createSqlContext } from '../query/compile/index.ts';
import { selectRecords } from '../query/index.ts';
import { asSystem } from './contexts.ts';
import { idIn } from './expressions.ts';
import { visibleTasks } from './tasks/visible.ts';

/** The viewer that a user is, or undefined when the user is not there, not active, or has no role to work tasks. */
export async function operatorOf(context: Context, id: string): Promise<Viewer | undefined> {
  const { release } = context;
  const user = release.model.entities.get('user');
  if (!isId(id) || !user) return undefined;
  const own = [...user.fields.values()].filter(({ storage }) => storage.kind === 'column');
  const [record] = await selectRecords(asSystem(context), 'user', {
    where: [idIn('user', [id])],
    paths: own.map((field) => ({ path: field.id, steps: [field], field })),
    limit: 1,
  });
  if (record?.active !== true) return undefined;
  const roles = (await rolesOf(queryable(context), release.model, [id])).get(id) ?? [];
  const access = release.access(roles);
  if (!access.capabilities.has('work')) return undefined;
  return { ...context.viewer, id, name: String(record.name ?? ''), roles, access, attributes: record };
}

/** Throws unless the user works tasks and may see the record. */
export async function requireOperator(
  context: Context,
  id: string,
  task: { readonly entity: string; readonly record_id: string },
): Promise<void> {
  const refuse = (message: string): never => {
    throw new TenonError('invalid-values', message, {
      errors: [{ pointer: '/operator', code: 'not-an-operator', message }],
    });
  };
  const viewer = await operatorOf(context, id);
  if (!viewer) return refuse('This user is not active, or does not work tasks');
  const sees = await queryable(context).query(sql`
    select from (select ${task.entity}::text as entity, ${sql.value(task.record_id, 'uuid')} as record_id) t
    where ${visibleTasks({ ...context, viewer }, sql.id('t'))}`);
  if (sees.length === 0) refuse('This user may not see the record');
}

/** Active users who hold the capability `work`, by name; at most 200. */
export async function listOperators(
  context: Context,
  search = '',
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { release, moment } = context;
  const { table, entity } = physicalEntity(release, 'user');
  const u = sql.id('u');
  const columns = createSqlContext({ release, moment, rights: 'system', row: u });
  const name = columns.column('user', entity.titleField.id, u);
  const db: Queryable = queryable(context);
  const rows = await db.query<{ id: string; name: string }>(sql`
    select ${u}.id, (${name})::text as name from ${table} ${u}
    where ${u}.deleted_at is null and ${columns.column('user', 'active', u)}
      and position(lower(${search}::text) in lower((${name})::text)) > 0
    order by name, ${u}.id`);
  const roles = await rolesOf(
    db,
    release.model,
    rows.map(({ id }) => id),
  );
  return rows
    .filter(({ id }) => release.access(roles.get(id) ?? []).capabilities.has('work'))
    .slice(0, 200)
    .map(({ id, name: text }) => ({ id, name: text }));
}
