/** Everything that happened around a record, newest first: a merge of ordered sources, each asked for one page at most. */
import {
  type FieldModel,
  type PageModel,
  pagesFor,
  type TimelineKind,
  type TimelinePage,
  timelineKinds,
  viewFor,
} from '@tenon/model';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { entityFor } from '../query/authorize.ts';
import { readCursor, shapeOf, writeCursor } from '../query/cursor.ts';
import { can, rightsOf } from '../query/rights.ts';
import { type VisibleEntity, visibleModel } from '../query/visible.ts';
import { findRecord } from '../records/find.ts';
import { ownChanges, relatedChanges } from './changes.ts';
import { filesAdded } from './files.ts';
import type { Found, Place, Subject } from './sources.ts';
import { taskEvents, touchpoints } from './work.ts';

export interface TimelineQuery {
  readonly after?: string;
  readonly limit?: number;
  readonly kinds?: readonly string[];
  /** Relations whose records are told of; those of the record's page when absent. */
  readonly relations?: readonly string[];
}

const defaultLimit = 30;
const mostLimit = 100;
const mostRelations = 20;

export async function timeline(
  context: Context,
  entityId: string,
  id: string,
  { after, limit = defaultLimit, kinds, relations }: TimelineQuery = {},
): Promise<TimelinePage> {
  // Authorize: of a deleted record those may know who may restore it.
  const entity = entityFor(context, entityId, 'read');
  const rows = can(rightsOf(context), entityId, 'restore') ? 'any' : 'live';
  const type = entity.entity.constraints.recordTypes?.field;
  const paths = type ? [{ path: type.id, steps: [type], field: type }] : [];
  const { record } = await findRecord(context, entityId, id, { paths, rows });
  if (!Number.isInteger(limit) || limit < 1 || limit > mostLimit) {
    throw new TenonError('limit-exceeded', `A page of a timeline has 1 to ${mostLimit} entries`);
  }
  const page = pageOf(context, entity, type && String(record[type.id]));
  const asked = kinds ? knownKinds(kinds) : page.kinds;
  const told = relations
    ? knownRelations(context, entity, relations)
    : readable(context, entity, page.relations);
  const shape = shapeOf([entityId, id, asked, told.map((relation) => relation.id)]);
  const before = after === undefined ? undefined : readCursor(after, shape, 0).id;

  // Run.
  const subject: Subject = {
    context,
    entity,
    record: id,
    relations: told,
    withTasks: asked.includes('task'),
  };
  const place: Place = { before, limit: limit + 1 };
  const found: Found[] = [];
  for (const source of asked.flatMap((kind) => sourcesOf(kind, subject)))
    found.push(...(await source(place)));
  found.sort((a, b) => (a.id < b.id ? 1 : -1));
  // Related records may be told of by several relations.
  const events = found.filter(({ id: own }, index) => own !== found[index - 1]?.id);
  const shown = events.slice(0, limit);

  // Present.
  const items = [];
  for (const event of shown) {
    const entry = await event.show();
    if (entry) items.push(entry);
  }
  const last = shown.at(-1);
  const next = events.length > limit && last ? writeCursor(shape, { values: [], id: last.id }) : null;
  return { items, next };
}

type Source = (place: Place) => Promise<readonly Found[]>;

function sourcesOf(kind: TimelineKind, subject: Subject): readonly Source[] {
  switch (kind) {
    case 'change':
      return [(place) => ownChanges(subject, place)];
    case 'task':
      return [(place) => taskEvents(subject, place)];
    case 'touchpoint':
      return [(place) => touchpoints(subject, place)];
    case 'file':
      return [(place) => filesAdded(subject, place)];
    case 'related':
      return subject.relations.map((relation) => (place: Place) => relatedChanges(subject, relation, place));
  }
}

type Told = { readonly kinds: readonly TimelineKind[]; readonly relations: readonly FieldModel[] };

/** What the first timeline on the record's page tells of; what a derived page would where it has none. */
function pageOf({ release, viewer }: Context, { entity }: VisibleEntity, type: string | undefined): Told {
  const { model } = release;
  const list = viewFor(model.views.values(), entity);
  const pages = pagesFor(model, entity, list, viewer.roles).filter(
    ({ recordTypes }) => recordTypes === undefined || (type !== undefined && recordTypes.includes(type)),
  );
  const [own, derived] = [pages[0], pages.at(-1)].map((page) => page && timelineOf(page));
  return own ?? derived ?? { kinds: timelineKinds, relations: [] };
}

function timelineOf({ tabs }: PageModel): Told | undefined {
  for (const { sections } of tabs) {
    for (const section of sections) if (section.show === 'timeline') return section;
  }
  return undefined;
}

function knownKinds(kinds: readonly string[]): readonly TimelineKind[] {
  const unknown = kinds.find((kind) => !timelineKinds.some((known) => known === kind));
  if (unknown !== undefined || kinds.length === 0) {
    throw invalid('kinds', `A timeline tells of ${timelineKinds.join(', ')}`);
  }
  return timelineKinds.filter((kind) => kinds.includes(kind));
}

function knownRelations(
  context: Context,
  entity: VisibleEntity,
  ids: readonly string[],
): readonly FieldModel[] {
  if (ids.length > mostRelations)
    throw invalid('relations', `A timeline tells of at most ${mostRelations} relations`);
  const fields = [...new Set(ids)].map((id) => {
    const field = entity.fields.get(id);
    if (field?.relation && field.relation.cardinality !== 'one') return field;
    throw invalid('relations', 'A timeline tells of relations that lead to many records');
  });
  return readable(context, entity, fields);
}

function readable(
  context: Context,
  entity: VisibleEntity,
  relations: readonly FieldModel[],
): readonly FieldModel[] {
  const visible = visibleModel(context.release, rightsOf(context));
  return relations.filter(
    ({ id, relation }) => entity.fields.has(id) && visible.entity(relation?.entity ?? ''),
  );
}

function invalid(pointer: string, message: string): TenonError {
  return new TenonError('invalid-query', message, { errors: [{ pointer, code: 'invalid', message }] });
}
