import { closest, schemaFindings, textIn, withSchemaDefaults } from '@tenon/documents';
import type { FieldType, OptionsContext, Registry } from '@tenon/plugin-api';
import type { FieldModel } from '../model.ts';
import { didYouMean, type Place } from '../reporter.ts';
import type { EntityLonghand, FieldLonghand } from './normalize.ts';
import { partFields } from './parts.ts';

const longestName = 63;

/** All entities, and what is written but unsound: ids of entities, fields as `entity.field`. */
export interface Surroundings {
  readonly entities: ReadonlyMap<string, EntityLonghand>;
  readonly unsound: { readonly entities: ReadonlySet<string>; readonly fields: ReadonlySet<string> };
}

/** Makes the fields of one entity out of what field types say about their options; reports and leaves out the unsound. */
export function resolveFields(
  entity: EntityLonghand,
  registry: Registry,
  all: Surroundings,
): ReadonlyMap<string, FieldModel> {
  const fields = new Map<string, FieldModel>();
  for (const field of entity.fields) {
    const resolved = resolveField(entity, field, registry, all);
    const parts = resolved && partFields(resolved, registry);
    if (resolved) fields.set(field.id, parts ? { ...resolved, partFields: parts } : resolved);
  }
  return fields;
}

function resolveField(
  entity: EntityLonghand,
  field: FieldLonghand,
  registry: Registry,
  all: Surroundings,
): FieldModel | undefined {
  const type = registry.fieldTypes.get(field.type);
  if (!type) {
    const allowed = registry.fieldTypes.ids();
    field.place
      .to('type')
      .report(
        'type-unknown',
        { what: 'field type', type: field.type, allowed: allowed.join(', ') },
        didYouMean(closest(field.type, allowed)),
      );
    return undefined;
  }
  // These follow when the fields that they read are there.
  if (type.compute) return undefined;
  const options = checkedOptions(entity, field, type, all);
  if (!options) return undefined;
  const made = guarded(type, field.place, () => ({
    valueType: type.valueType(options),
    storage: type.storage?.(options) ?? ({ kind: 'column' } as const),
    // The id refers to its own record; a path that walks it would stand still.
    relation: field.system && field.id === 'id' ? undefined : type.relation?.(options),
  }));
  if (!made) return undefined;
  const model: FieldModel = {
    id: field.id,
    entity: entity.id,
    label: field.label,
    help: field.help,
    system: field.system,
    type,
    options,
    required: field.required && !type.assigned,
    unique: field.unique || type.assigned === true,
    ignoreCase: field.ignoreCase,
    readOnly: field.readOnly || made.storage.kind === 'inverse' || type.assigned === true,
    default: field.default,
    keptBy: field.keptBy,
    computed: undefined,
    ...made,
    ...(type.ruleValue && { ruleValue: (value: unknown) => type.ruleValue?.(value, options) }),
    ...(type.parts && { parts: type.parts }),
  };
  return { ...model, ...soundSettings(model, field.place) };
}

/** The options with their defaults, or undefined when the field type refuses them. */
export function checkedOptions(
  entity: EntityLonghand,
  field: FieldLonghand,
  type: FieldType,
  all: Surroundings,
): FieldModel['options'] | undefined {
  const place = field.place.to('options');
  const findings = schemaFindings(type.optionsSchema, field.options);
  place.findings(findings);
  if (findings.length > 0) return undefined;
  const options = withSchemaDefaults(type.optionsSchema, field.options);
  // What it refers to has been reported where it stands.
  if (namesUnsound(options, all.unsound)) return undefined;
  const found = guarded(
    type,
    place,
    () => type.checkOptions?.(options, optionsContext(entity, field, all)) ?? [],
  );
  for (const { pointer, message, hint } of found ?? []) {
    const at = pointer === '' ? place : place.to(...pointer.slice(1).split('/'));
    at.report('option-invalid', { message }, { hint });
  }
  return found?.length === 0 ? options : undefined;
}

/** Whether the texts among some options name an unsound entity, or an entity and an unsound field of it. */
function namesUnsound(options: FieldModel['options'], unsound: Surroundings['unsound']): boolean {
  const texts = Object.values(options).filter((option) => typeof option === 'string');
  return texts.some(
    (text) => unsound.entities.has(text) || texts.some((field) => unsound.fields.has(`${text}.${field}`)),
  );
}

function optionsContext(entity: EntityLonghand, field: FieldLonghand, all: Surroundings): OptionsContext {
  return {
    entityId: entity.id,
    fieldId: field.id,
    hasEntity: (id) => all.entities.has(id),
    fieldOf: (entityId, fieldId) => all.entities.get(entityId)?.fields.find(({ id }) => id === fieldId),
  };
}

/** What is left of required, unique and default when the type cannot do with them. */
function soundSettings(field: FieldModel, place: Place): Pick<FieldModel, 'required' | 'unique' | 'default'> {
  const { type, storage, required, unique } = field;
  if (storage.kind === 'inverse' && (required || unique || field.default !== null)) {
    place.report('required-impossible', { type: type.id });
    return { required: false, unique: false, default: null };
  }
  if (unique && (!type.canBeUnique || storage.kind !== 'column')) {
    place.to('unique').report('unique-impossible', { type: type.id });
    return { required, unique: false, default: field.default };
  }
  if (field.ignoreCase && !(unique && field.valueType.kind === 'text'))
    place.to('ignoreCase').report('ignore-case-idle');
  if (storage.kind === 'link') {
    const name = `${field.entity}__${field.id}`;
    if (name.length > longestName) place.to('id').report('name-too-long', { name, length: name.length });
  }
  return { required, unique, default: soundDefault(field, place.to('default')) };
}

function soundDefault(field: FieldModel, place: Place): unknown {
  const { type, options, default: value } = field;
  if (value === null) return null;
  const message = guarded(type, place, () => {
    const [finding] = schemaFindings(type.valueSchema(options), value);
    if (finding) {
      place.findings([finding]);
      return false;
    }
    const refusal = type.check?.(value, options);
    if (refusal === undefined) return true;
    place.report('default-invalid', { message: textIn(refusal, 'en') });
    return false;
  });
  return message ? value : null;
}

/** A field type that throws is reported against the field that it threw for. */
export function guarded<T>(type: FieldType, place: Place, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    place.report('plugin-failed', { what: 'field type', id: type.id, message });
    return undefined;
  }
}
