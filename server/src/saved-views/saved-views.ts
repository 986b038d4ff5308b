/** Views that people keep: their own, and those put in front of everybody or of some roles. */
import { sql } from '@tenon/expressions';
import type { SavedViewBody, SavedViewContent } from '@tenon/model';
import { type Context, queryable, within } from '../context.ts';
import { TenonError } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import { entityFor } from '../query/authorize.ts';
import { readContent } from './content.ts';
import { limits } from './limits.ts';
import {
  isShared,
  ownerOf,
  readSharing,
  requireSharing,
  type SharedColumns,
  sharingOf,
  visibleTo,
  wrong,
} from './sharing.ts';

interface Row extends SharedColumns {
  readonly id: string;
  readonly name: string;
  readonly entity: string;
  readonly view: string;
  readonly content: string;
  readonly owner: string;
  readonly owner_name: string;
  readonly version: number;
  readonly is_default: boolean;
}
type Asked = { readonly [name: string]: unknown };

/** Those of an entity that the viewer sees, by name. */
export async function listSavedViews(context: Context, entity: string): Promise<readonly SavedViewBody[]> {
  entityFor(context, entity);
  const rows = await queryable(context).query<Row>(sql`
    select s.*, d.saved_view is not null as is_default
    from tenon.saved_views s
    left join tenon.default_views d on d.saved_view = s.id and d.owner = ${ownerOf(context)}
    where s.entity = ${entity} and s.id in (select id from tenon.saved_views where ${visibleTo(context)})
    order by lower(s.name), s.id limit 1000`);
  return rows.map((row) => bodyOf(context, row));
}

export async function createSavedView(context: Context, asked: Asked): Promise<SavedViewBody> {
  const owner = ownerOf(context);
  const name = readName(asked.name);
  const { entity, view } = standsOn(context, asked);
  const content = readContent(asked.content);
  const sharing = readSharing(context, asked.sharing);
  if (isShared(sharing)) requireSharing(context);
  return await context.db.transaction(async (tx) => {
    const inside = within(context, tx);
    await makeRoom(inside, 'saved_views', owner);
    const id = newId();
    await tx.query(sql`
      insert into tenon.saved_views
        (id, name, entity, view, content, everybody, roles, owner, owner_name, changed_at)
      values (${id}, ${name}, ${entity}, ${view}, ${JSON.stringify(content)}, ${sharing.everybody},
        ${sql.value(sharing.roles, 'text[]')}, ${owner}, ${context.viewer.name}, ${context.moment.now}::timestamptz)`);
    return bodyOf(context, await find(inside, id));
  });
}

export async function changeSavedView(
  context: Context,
  id: string,
  asked: Asked,
  version: number,
): Promise<SavedViewBody> {
  return await context.db.transaction(async (tx) => {
    const inside = within(context, tx);
    const before = await find(inside, id, true);
    const sharing = asked.sharing === undefined ? before : readSharing(context, asked.sharing);
    // Taking it back to oneself is everybody's right over what is theirs.
    const takesBack = before.owner === context.viewer.id && !isShared(sharing);
    if ((isShared(before) || isShared(sharing)) && !takesBack) requireSharing(context);
    requireMine(context, before);
    if (before.version !== version)
      throw new TenonError('version-conflict', 'Somebody else changed this view meanwhile');
    const name = asked.name === undefined ? before.name : readName(asked.name);
    const content = asked.content === undefined ? before.content : JSON.stringify(readContent(asked.content));
    await tx.query(sql`
      update tenon.saved_views set name = ${name}, content = ${content}, everybody = ${sharing.everybody},
        roles = ${sql.value(sharing.roles, 'text[]')}, version = version + 1, changed_at = ${context.moment.now}::timestamptz
      where id = ${id}`);
    return bodyOf(context, await find(inside, id));
  });
}

export async function deleteSavedView(context: Context, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    requireMine(context, await find(within(context, tx), id, true));
    await tx.query(sql`delete from tenon.favourites where kind = 'saved_view' and target = ${id}`);
    await tx.query(sql`delete from tenon.saved_views where id = ${id}`);
  });
}

/** What a list of the viewer opens with. */
export async function setDefaultView(context: Context, asked: Asked): Promise<void> {
  const owner = ownerOf(context);
  const { entity, view } = standsOn(context, asked);
  const { savedView } = asked;
  if (savedView !== null) {
    if (typeof savedView !== 'string') throw wrong('/savedView', 'The id of a saved view, or null');
    const found = await find(context, savedView);
    if (found.entity !== entity || found.view !== view)
      throw wrong('/savedView', 'That view stands on another list');
  }
  await queryable(context).query(
    savedView === null
      ? sql`delete from tenon.default_views where owner = ${owner} and entity = ${entity} and view = ${view}`
      : sql`insert into tenon.default_views (owner, entity, view, saved_view)
          values (${owner}, ${entity}, ${view}, ${sql.value(savedView, 'uuid')})
          on conflict (owner, entity, view) do update set saved_view = excluded.saved_view`,
  );
}

/** One that the viewer sees; of an entity that they may not read, none. */
export async function findSavedViews(
  context: Context,
  ids: readonly string[],
): Promise<readonly Pick<Row, 'id' | 'name' | 'entity' | 'view'>[]> {
  return await queryable(context).query<Row>(
    sql`select id, name, entity, view from tenon.saved_views
      where id = any(${sql.value(ids.filter(isId), 'uuid[]')}) and ${visibleTo(context)}`,
  );
}

/** Waits for others who add for the same person, and refuses past the limit. */
export async function makeRoom(
  context: Context,
  table: 'saved_views' | 'favourites',
  owner: string,
): Promise<void> {
  const db = queryable(context);
  await db.query(sql`select pg_advisory_xact_lock(hashtextextended(${`${table}:${owner}`}, 0))`);
  const [held] = await db.query<{ count: string }>(
    sql`select count(*) as count from tenon.${sql.id(table)} where owner = ${owner}`,
  );
  if (Number(held?.count) >= limits.perPerson)
    throw new TenonError('limit-reached', `Nobody keeps more than ${limits.perPerson}`);
}

async function find(context: Context, id: string, lock = false): Promise<Row> {
  const [row] = isId(id)
    ? await queryable(context).query<Row>(sql`
        select *, exists (select 1 from tenon.default_views d where d.saved_view = tenon.saved_views.id
          and d.owner = ${ownerOf(context)}) as is_default
        from tenon.saved_views where id = ${id} and ${visibleTo(context)}${lock ? sql` for update` : sql.empty}`)
    : [];
  if (!row) throw new TenonError('not-found', 'There is no such view');
  entityFor(context, row.entity);
  return row;
}

function requireMine(context: Context, row: Row): void {
  if (!isMine(context, row)) throw new TenonError('not-allowed', 'This view is somebody else’s');
}

/** Shared views belong to all who may share. */
function isMine({ viewer }: Context, row: Row): boolean {
  return row.owner === viewer.id || (isShared(row) && viewer.access.capabilities.has('share_views'));
}

function bodyOf(context: Context, row: Row): SavedViewBody {
  return {
    id: row.id,
    name: row.name,
    entity: row.entity,
    view: row.view === '' ? null : row.view,
    content: JSON.parse(row.content) as SavedViewContent,
    sharing: sharingOf(row),
    owner: { id: row.owner, name: row.owner_name },
    mine: isMine(context, row),
    isDefault: row.is_default,
    version: row.version,
  };
}

function readName(asked: unknown): string {
  const name = typeof asked === 'string' ? asked.trim() : '';
  if (name === '' || [...name].length > limits.nameLength)
    throw wrong('/name', `A name has 1 to ${limits.nameLength} characters`);
  if (name.includes('\0') || !name.isWellFormed()) throw wrong('/name', 'The name cannot be stored');
  return name;
}

/** The list that a view is for: of an entity, or of a view of the configuration ('' for none). */
function standsOn(
  context: Context,
  { entity, view }: Asked,
): { readonly entity: string; readonly view: string } {
  if (typeof entity !== 'string') throw wrong('/entity', 'Say which entity');
  entityFor(context, entity);
  if (view === undefined || view === null) return { entity, view: '' };
  const known = typeof view === 'string' ? context.release.model.views.get(view) : undefined;
  if (known?.entity.id !== entity) throw wrong('/view', 'There is no such view of that entity');
  return { entity, view: known.id };
}
