/**
 * An object model of Salesforce as documents of ours. What has a counterpart is converted; what has none is left out
 * and named in the notes. docs/reference/salesforce.md says what becomes what.
 */
import type { EntityDocument, FieldDocument } from '@tenon/documents';
import type { Conversion, ConversionNote, ConvertedObject } from './conversion.ts';
import { convertedField } from './fields.ts';
import { idsFor, inverseKey, numberPattern, spoken } from './names.ts';
import { convertedRecordTypes, convertedRules } from './rules.ts';
import type { Source, SourceObject } from './source.ts';
import { completed } from './standard-objects.ts';

/** Ids that every record has already. */
const taken: ReadonlySet<string> = new Set([
  'id',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'version',
  'owner',
  'deleted_at',
  'record_type',
  'viewer',
  'operator',
]);

export function convertSalesforce(source: Source): {
  readonly documents: readonly EntityDocument[];
  readonly notes: readonly ConversionNote[];
} {
  const notes: ConversionNote[] = [];
  const note: Conversion['note'] = (object, member, message) => {
    notes.push({ object, ...(member !== undefined && { member }), message });
  };
  const sources = objectsToConvert(source, note);
  const ids = idsFor(
    sources.map(({ fullName }) => fullName).filter((name) => name !== 'User'),
    new Set(['user', 'team', 'viewer', 'operator']),
  );
  const objects = new Map(
    sources.map((each): [string, ConvertedObject] => [
      each.fullName,
      {
        source: each,
        id: ids.get(each.fullName) ?? 'user',
        fieldIds: idsFor(
          [
            'Name',
            ...each.fields.map(({ fullName }) => fullName),
            ...inverses(sources, each.fullName).map(({ key }) => key),
          ],
          taken,
        ),
      },
    ]),
  );
  const conversion: Conversion = { objects, valueSets: source.valueSets, labels: source.labels, note };
  const documents = [...objects.values()].map((object) => convertedEntity(object, sources, conversion));
  return { documents, notes };
}

/** Objects that hold records, those that they refer to among them. */
function objectsToConvert(source: Source, note: Conversion['note']): readonly SourceObject[] {
  const known = new Map<string, SourceObject>();
  for (const object of source.objects) {
    const kind = /__(mdt|e|b|x|kav|Tag|Share|Feed|History)$/.exec(object.fullName)?.[1];
    if (kind === undefined) known.set(object.fullName, completed(object, object.fullName));
    else note(object.fullName, undefined, `Objects of the kind __${kind} hold no records of the business`);
  }
  const waiting = [...known.values()];
  for (let object = waiting.pop(); object; object = waiting.pop()) {
    for (const { referenceTo } of object.fields) {
      if (referenceTo === undefined || known.has(referenceTo)) continue;
      const added = completed(undefined, referenceTo);
      known.set(referenceTo, added);
      waiting.push(added);
      if (referenceTo !== 'User')
        note(referenceTo, undefined, 'Is referred to but not there; it has the fields of the platform alone');
    }
  }
  return [...known.values()].sort((a, b) => (a.fullName < b.fullName ? -1 : 1));
}

interface Inverse {
  /** What it is called in `fieldIds`. */
  readonly key: string;
  readonly child: string;
  readonly field: string;
}

/** The relations of other objects to this one, under the names that formulas and summaries call them by. */
function inverses(sources: readonly SourceObject[], object: string): readonly Inverse[] {
  return sources.flatMap((child) =>
    child.fields
      .filter(({ referenceTo, type }) => referenceTo === object && type !== 'MetadataRelationship')
      .map(({ fullName, relationshipName }) => ({
        key: inverseKey(child.fullName, fullName, relationshipName),
        child: child.fullName,
        field: fullName,
      })),
  );
}

function convertedEntity(
  object: ConvertedObject,
  sources: readonly SourceObject[],
  conversion: Conversion,
): EntityDocument {
  const { source, id, fieldIds } = object;
  const own = source.fields.flatMap((field) => convertedField(object, field, conversion) ?? []);
  const made = new Set(own.map((field) => field.id));
  const back = inverses(sources, source.fullName).flatMap(({ key, child, field }): FieldDocument[] => {
    const other = conversion.objects.get(child);
    const inverse = fieldIds.get(key);
    const via = other?.fieldIds.get(field);
    if (!other || inverse === undefined || via === undefined || made.has(inverse)) return [];
    made.add(inverse);
    const label = other.source.pluralLabel ?? spoken(key);
    return [{ id: inverse, type: 'relation', label, options: { to: other.id, cardinality: 'inverse', via } }];
  });
  const rules = convertedRules(object, conversion, made);
  const recordTypes = convertedRecordTypes(object, conversion, made);
  const builtIn = id === 'user';
  // There each record type has a default of its own; here one default has to suit them all.
  const offered = (field: FieldDocument): FieldDocument => {
    const { default: value, ...rest } = field;
    const refusing = recordTypes.find(({ choices = [] }) =>
      choices.some((each) => each.field === field.id && !each.options.includes(String(value))),
    );
    if (value === undefined || !refusing) return field;
    conversion.note(
      source.fullName,
      field.id,
      `Has no default: the record type ${refusing.id} does not offer '${String(value)}'`,
    );
    return rest;
  };
  return {
    kind: 'entity',
    id,
    label: source.label ?? spoken(source.fullName),
    ...(builtIn ? {} : { labelPlural: source.pluralLabel ?? `${spoken(source.fullName)}s` }),
    ...(source.description !== undefined && { description: source.description.slice(0, 2000) }),
    ...(builtIn ? {} : { titleField: fieldIds.get('Name') }),
    fields: [...(builtIn ? [] : [nameField(object)]), ...own.map(offered), ...back],
    ...(rules.length > 0 && { rules }),
    ...(recordTypes.length > 0 && { recordTypes }),
  };
}

function nameField({ source, fieldIds }: ConvertedObject): FieldDocument {
  const { label, type, displayFormat } = source.nameField ?? {
    label: 'Name',
    type: 'Text',
    displayFormat: undefined,
  };
  const id = fieldIds.get('Name') ?? 'name';
  return type === 'AutoNumber'
    ? { id, type: 'auto_number', label, options: { pattern: numberPattern(displayFormat) } }
    : { id, type: 'text', label, required: true, options: { maxLength: 255 } };
}
