/** What people keep at hand: records, views, dashboards, pages. */
import { sql } from '@tenon/expressions';
import type { FavouriteBody, FavouriteTarget } from '@tenon/model';
import { type Context, queryable, within } from '../context.ts';
import { TenonError } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import { entityFor } from '../query/authorize.ts';
import { isPlainObject } from '../query/plain.ts';
import { rightsOf } from '../query/rights.ts';
import { titlesOf } from '../query/titles.ts';
import { visibleModel } from '../query/visible.ts';
import { queryRecords } from '../records/query.ts';
import { findSavedViews, makeRoom } from './saved-views.ts';
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
  readonly owner: string;
  readonly kind: FavouriteTarget['kind'];
  readonly entity: string;
  readonly target: string;
}

/** At most so many stand in anybody's side bar. */
const shown = 200;

/** The viewer's own, then what is shared with them. What is gone or hidden is left out. */
export async function listFavourites(context: Context): Promise<readonly FavouriteBody[]> {
  const owner = ownerOf(context);
  const rows = await queryable(context).query<Row>(sql`
    select * from tenon.favourites where ${visibleTo(context)}
    order by (owner = ${owner}) desc, id limit ${shown}`);
  const records = await recordTitles(context, rows);
  const saved = new Map(
    (
      await findSavedViews(
        context,
        rows.flatMap(({ kind, target }) => (kind === 'saved_view' ? [target] : [])),
      )
    ).map((view) => [view.id, view]),
  );
  const visible = visibleModel(context.release, rightsOf(context));
  const seen = new Set<string>();
  return rows.flatMap((row): FavouriteBody[] => {
    const { kind, entity, target } = row;
    // One's own comes first and stands for what others shared.
    const key = `${kind} ${entity} ${target}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const about = { id: row.id, sharing: sharingOf(row), mine: mayChange(context, row) };
    if (kind === 'record') {
      const title = records.get(`${entity} ${target}`);
      return title === undefined ? [] : [{ ...about, target: { kind, entity, id: target }, title }];
    }
    if (kind === 'saved_view') {
      const view = saved.get(target);
      if (!view || !visible.entity(view.entity)) return [];
      const stands = { entity: view.entity, view: view.view === '' ? null : view.view };
      return [{ ...about, target: { kind, id: target }, title: view.name, ...stands }];
    }
    return [{ ...about, target: { kind, id: target }, title: null }];
  });
}

export async function addFavourite(
  context: Context,
  asked: { readonly [name: string]: unknown },
): Promise<{ readonly id: string }> {
  const owner = ownerOf(context);
  const target = await readTarget(context, asked.target);
  const sharing = readSharing(context, asked.sharing);
  if (isShared(sharing)) requireSharing(context);
  const entity = target.kind === 'record' ? target.entity : '';
  return await context.db.transaction(async (tx) => {
    await makeRoom(within(context, tx), 'favourites', owner);
    const [kept] = await tx.query<{ id: string }>(sql`
      insert into tenon.favourites (id, owner, kind, entity, target, everybody, roles)
      values (${newId()}, ${owner}, ${target.kind}, ${entity}, ${target.id}, ${sharing.everybody},
        ${sql.value(sharing.roles, 'text[]')})
      on conflict (owner, kind, entity, target)
        do update set everybody = excluded.everybody, roles = excluded.roles
      returning id`);
    if (!kept) throw new Error('A favourite was not kept');
    return { id: kept.id };
  });
}

export async function removeFavourite(context: Context, id: string): Promise<void> {
  const [row] = isId(id)
    ? await queryable(context).query<Row>(
        sql`select * from tenon.favourites where id = ${id} and ${visibleTo(context)}`,
      )
    : [];
  if (!row) throw new TenonError('not-found', 'There is no such favourite');
  if (!mayChange(context, row)) throw new TenonError('not-allowed', 'This favourite is somebody else’s');
  await queryable(context).query(sql`delete from tenon.favourites where id = ${id}`);
}

function mayChange({ viewer }: Context, row: Row): boolean {
  return row.owner === viewer.id || (isShared(row) && viewer.access.capabilities.has('share_views'));
}

async function recordTitles(context: Context, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const visible = visibleModel(context.release, rightsOf(context));
  const byEntity = Map.groupBy(
    rows.filter(({ kind }) => kind === 'record'),
    ({ entity }) => entity,
  );
  const titles = new Map<string, string>();
  for (const [entity, ofEntity] of byEntity) {
    if (!visible.entity(entity)) continue;
    const found = await titlesOf(
      context,
      entity,
      ofEntity.map(({ target }) => target),
    );
    for (const id of await existing(context, entity, [...new Set(ofEntity.map(({ target }) => target))]))
      titles.set(`${entity} ${id}`, found.get(id) ?? '');
  }
  return titles;
}

/** Those that are there and may be read; their titles may be empty or hidden. */
async function existing(
  context: Context,
  entity: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const where = { in: [{ var: 'id' }, [...ids]] };
  const { items } = await queryRecords(context, entity, { where, fields: ['id'], limit: shown });
  return items.map(({ id }) => id);
}

async function readTarget(context: Context, asked: unknown): Promise<FavouriteTarget> {
  const { kind, id, entity } = isPlainObject(asked) ? asked : {};
  if (typeof id !== 'string' || id.length === 0 || id.length > 100)
    throw wrong('/target/id', 'Say what to keep');
  const { model } = context.release;
  switch (kind) {
    case 'record': {
      if (typeof entity !== 'string') throw wrong('/target/entity', 'Say which entity');
      entityFor(context, entity);
      if (!isId(id) || (await existing(context, entity, [id])).length === 0)
        throw new TenonError('not-found', `There is no such ${entity}`);
      return { kind, entity, id };
    }
    case 'saved_view':
      if ((await findSavedViews(context, [id])).length === 0)
        throw new TenonError('not-found', 'There is no such view');
      return { kind, id };
    case 'view':
    case 'dashboard':
      if (!(kind === 'view' ? model.views : model.dashboards).has(id))
        throw new TenonError('not-found', `There is no such ${kind}`);
      return { kind, id };
    default:
      throw wrong('/target/kind', 'What is kept is a record, a view, a saved view or a dashboard');
  }
}
