import type { EntityDocument, Expression, FieldDocument, Text } from '@tenon/documents';
import { builtInEntities, rowNames, systemFieldIds, systemFields } from '../builtin/index.ts';
import { addedFields, type ConstraintsLonghand, normalizeConstraints } from '../constraints/normalize.ts';
import type { IndexLonghand } from '../indexes/resolve.ts';
import { labelOf } from '../labels.ts';
import type { Place, Problems } from '../reporter.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';

export interface EntityLonghand {
  readonly id: string;
  readonly label: Text;
  readonly labelPlural: Text;
  readonly description: Text | undefined;
  readonly icon: string;
  readonly builtIn: boolean;
  readonly titleField: string | undefined;
  readonly searchFields: EntityDocument['searchFields'];
  readonly sort: EntityDocument['sort'];
  readonly fields: readonly FieldLonghand[];
  readonly constraints: ConstraintsLonghand;
  readonly indexes: readonly IndexLonghand[];
  /** The document's own place, or that of the built-in entity, where nothing can go wrong. */
  readonly place: Place;
}

export interface FieldLonghand {
  readonly id: string;
  readonly type: string;
  readonly label: Text;
  readonly help: Text | undefined;
  readonly system: boolean;
  readonly required: boolean;
  readonly unique: boolean;
  readonly ignoreCase: boolean;
  readonly readOnly: boolean;
  readonly requiredWhen: Expression | undefined;
  readonly readOnlyWhen: Expression | undefined;
  /** Written by the gate itself. */
  readonly keptBy: 'stages' | undefined;
  readonly default: unknown;
  readonly options: { readonly [option: string]: unknown };
  readonly place: Place;
}

/** All entities with all their fields: built-in ones, those of documents, and the system fields of each. */
export function normalizeEntities(
  documents: readonly EntityDocument[],
  problems: Problems,
): readonly EntityLonghand[] {
  const builtIn = builtInEntities.map((base) => {
    const extension = documents.find(({ id }) => id === base.id);
    return extension ? extend(base, extension, problems) : normalizeEntity(base, problems, true);
  });
  const added = documents
    .filter(({ id }) => !builtInEntities.some((base) => base.id === id))
    .filter((document) => hasUsableId(document.id, problems.at(document).to('id')))
    .map((document) => normalizeEntity(document, problems, false));
  return [...builtIn, ...added];
}

function normalizeEntity(document: EntityDocument, problems: Problems, builtIn: boolean): EntityLonghand {
  const place = problems.at(document);
  const fieldPlace = (index: number): Place => place.to('fields', index, 'id');
  const added = addedFields(document, place);
  const taken = added.map(({ field }) => field.id);
  const written = distinct(entries(document.fields), ({ id }) => id, fieldPlace, taken).filter(
    ([{ id }, index]) => isFree(id, fieldPlace(index)),
  );
  const system = systemFields(document.id).map((field) => normalizeField(field, place, true));
  const own = written.map(([field, index]) => normalizeField(field, place.to('fields', index), false));
  const fields = added.reduce((list, { field, place: at, after, keptBy }) => {
    const index = list.findIndex(({ id }) => id === after) + 1;
    return list.toSpliced(index, 0, { ...normalizeField(field, at, false), keptBy });
  }, own);
  const constraints = normalizeConstraints(document, place);
  const indexes = distinct(
    entries(document.indexes),
    ({ id }) => id,
    (index) => place.to('indexes', index, 'id'),
  ).map(([index, at]) => ({ ...index, place: place.to('indexes', at) }));
  return { ...heads(document, place), indexes, builtIn, fields: [...system, ...fields], constraints };
}

function heads(
  document: EntityDocument,
  place: Place,
): Omit<EntityLonghand, 'builtIn' | 'fields' | 'constraints' | 'indexes'> {
  const { id, label, description, titleField, searchFields, sort } = document;
  return {
    id,
    label: label ?? labelOf(id),
    labelPlural: document.labelPlural ?? label ?? labelOf(id),
    description,
    icon: document.icon ?? 'table',
    titleField,
    searchFields,
    sort,
    place,
  };
}

function normalizeField(field: FieldDocument, place: Place, system: boolean): FieldLonghand {
  return {
    id: field.id,
    type: field.type,
    label: field.label ?? labelOf(field.id),
    help: field.help,
    system,
    required: field.required ?? false,
    unique: field.unique ?? false,
    ignoreCase: field.ignoreCase ?? false,
    readOnly: field.readOnly ?? system,
    requiredWhen: field.requiredWhen,
    readOnlyWhen: field.readOnlyWhen,
    keptBy: undefined,
    default: field.default ?? null,
    options: field.options ?? {},
    place,
  };
}

/** A built-in entity with what a document adds to it: words anywhere, fields beside its own. */
function extend(base: EntityDocument, extension: EntityDocument, problems: Problems): EntityLonghand {
  const place = problems.at(extension);
  const ownIds = new Set(base.fields.map(({ id }) => id));
  const changes = new Map<string, FieldDocument>();
  for (const [field, index] of entries(extension.fields)) {
    if (ownIds.has(field.id)) changes.set(field.id, relabel(base, field, place.to('fields', index)));
  }
  const merged: EntityDocument = {
    ...base,
    ...extension,
    labelPlural: extension.labelPlural ?? base.labelPlural,
    titleField: extension.titleField ?? base.titleField,
    searchFields: extension.searchFields ?? base.searchFields,
    icon: extension.icon ?? base.icon,
    fields: extension.fields.map((field) =>
      field && ownIds.has(field.id) ? (undefined as unknown as FieldDocument) : field,
    ),
  };
  const longhand = normalizeEntity(merged, problems, true);
  const builtIn = base.fields.map((field) => normalizeField(changes.get(field.id) ?? field, place, false));
  const system = longhand.fields.filter((field) => field.system);
  const added = longhand.fields.filter((field) => !field.system);
  return { ...longhand, fields: [...system, ...builtIn, ...added] };
}

/** The built-in field with the label and help of the document; anything else that differs is a problem. */
function relabel(base: EntityDocument, field: FieldDocument, place: Place): FieldDocument {
  const own = base.fields.find(({ id }) => id === field.id) ?? field;
  const fixed = [
    ...(['type', 'required', 'requiredWhen', 'unique', 'ignoreCase'] as const),
    ...(['readOnly', 'readOnlyWhen', 'default', 'options'] as const),
  ];
  for (const part of fixed) {
    if (field[part] === undefined || JSON.stringify(field[part]) === JSON.stringify(own[part])) continue;
    place.to(part).report('builtin-field-changed', { field: field.id, entity: base.id, part });
  }
  return { ...own, label: field.label ?? own.label, help: field.help ?? own.help };
}

function isFree(id: string, place: Place): boolean {
  if (systemFieldIds.has(id) || rowNames.has(id)) {
    place.report('id-reserved', { id });
    return false;
  }
  return hasUsableId(id, place);
}

/** Two underscores stand between the parts of a table's or column's name, so no part may bring its own. */
function hasUsableId(id: string, place: Place): boolean {
  if (rowNames.has(id)) {
    place.report('id-reserved', { id });
    return false;
  }
  if (!id.includes('__') && !id.endsWith('_')) return true;
  place.report('id-underscores', { id });
  return false;
}
