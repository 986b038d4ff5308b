import { closest } from '@tenon/documents';
import type { Registry } from '@tenon/plugin-api';
import { noConstraints } from '../constraints/model.ts';
import { resolveConstraints } from '../constraints/resolve.ts';
import { resolveIndexes } from '../indexes/resolve.ts';
import type { EntityModel, FieldModel, OrganisationModel } from '../model.ts';
import { didYouMean, type Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { resolveSort } from '../resolve/paths.ts';
import { entries } from '../sound.ts';
import { withComputed } from './computed.ts';
import { resolveFields, type Surroundings } from './fields.ts';
import type { EntityLonghand } from './normalize.ts';
import { withBothSides } from './relations.ts';

/** Entities in steps: fields, those that are worked out from others, then what names fields, of other entities too. */
export function resolveEntities(
  longhand: readonly EntityLonghand[],
  registry: Registry,
  unsound: Surroundings['unsound'],
  makeContext: (entities: ReadonlyMap<string, EntityModel>) => Resolution,
  organisation: OrganisationModel,
): ReadonlyMap<string, EntityModel> {
  const all = { entities: new Map(longhand.map((entity) => [entity.id, entity])), unsound };
  const fields = withBothSides(
    new Map(longhand.map((entity) => [entity.id, resolveFields(entity, registry, all)])),
    all,
  );
  const draftsOf = (all: typeof fields) =>
    new Map(longhand.map((entity) => [entity.id, draft(entity, all.get(entity.id) ?? new Map())]));
  const drafts = draftsOf(withComputed(longhand, draftsOf(fields), registry, all, makeContext));
  const context = makeContext(drafts);
  const entities = longhand.flatMap((entity) => {
    const made = drafts.get(entity.id);
    return made ? [completed(entity, made, context, organisation)] : [];
  });
  return new Map(entities.map((entity) => [entity.id, entity]));
}

function draft(entity: EntityLonghand, fields: ReadonlyMap<string, FieldModel>): EntityModel {
  const { id, label, labelPlural, description, icon, builtIn } = entity;
  return {
    id,
    label,
    labelPlural,
    description,
    icon,
    builtIn,
    fields,
    titleField: titleOf(entity, fields),
    searchFields: [],
    sort: [],
    constraints: noConstraints,
    indexes: [],
    field: (fieldId) => fields.get(fieldId),
    fieldIds: () => [...fields.keys()],
  };
}

function completed(
  longhand: EntityLonghand,
  entity: EntityModel,
  context: Resolution,
  organisation: OrganisationModel,
): EntityModel {
  const newestFirst = { field: 'created_at', direction: 'desc' } as const;
  const written = longhand.sort && resolveSort(context, entity, longhand.sort, longhand.place.to('sort'));
  const sort =
    written && written.length > 0 ? written : resolveSort(context, entity, [newestFirst], longhand.place);
  const constraints = resolveConstraints(longhand, entity, context);
  const indexes = resolveIndexes(longhand.indexes, entity, context, organisation);
  return { ...entity, searchFields: searchFieldsOf(longhand, entity, context), sort, constraints, indexes };
}

/** Kinds of value that people can read as the name of a record. */
const titleKinds: ReadonlySet<string> = new Set(['text', 'number', 'date', 'datetime', 'choice']);
const canBeTitle = ({ type, valueType, storage }: FieldModel): boolean =>
  storage.kind === 'column' && !type.secret && titleKinds.has(valueType.kind);
const isText = ({ type, valueType, storage, computed }: FieldModel): boolean =>
  storage.kind === 'column' && !computed && !type.secret && valueType.kind === 'text';

/** The field as written, else the first text, else the first that can be read, else the id. */
function titleOf(entity: EntityLonghand, fields: ReadonlyMap<string, FieldModel>): FieldModel {
  const own = [...fields.values()].filter(({ system }) => !system);
  const derived = own.find(isText) ?? own.find(canBeTitle) ?? fields.get('id');
  if (!derived) throw new Error('The registry has no field type for the id of records');
  if (entity.titleField === undefined) return derived;
  const place = entity.place.to('titleField');
  const field = fields.get(entity.titleField);
  if (field && canBeTitle(field)) return field;
  if (field) place.report('title-unfit', { field: field.id });
  else reportUnknown(entity, entity.titleField, fields, place);
  return derived;
}

function reportUnknown(
  entity: EntityLonghand,
  id: string,
  fields: ReadonlyMap<string, FieldModel>,
  place: Place,
): void {
  // A field that was written but left out has been reported where it stands.
  if (entity.fields.some((field) => field.id === id)) return;
  place.report('path-unknown', { entity: entity.id, field: id }, didYouMean(closest(id, fields.keys())));
}

function searchFieldsOf(
  longhand: EntityLonghand,
  entity: EntityModel,
  context: Resolution,
): readonly FieldModel[] {
  if (!longhand.searchFields) return isText(entity.titleField) ? [entity.titleField] : [];
  return entries(longhand.searchFields).flatMap(([id, index]) => {
    const place = longhand.place.to('searchFields', index);
    const field = entity.fields.get(id);
    if (field && isText(field)) return [field];
    if (field) place.report('search-unfit', { field: id });
    else if (!context.isBrokenField(entity.id, id)) reportUnknown(longhand, id, entity.fields, place);
    return [];
  });
}
