import type { FieldModel } from '../model.ts';
import type { Surroundings } from './fields.ts';
import type { EntityLonghand, FieldLonghand } from './normalize.ts';

type Fields = ReadonlyMap<string, FieldModel>;

/**
 * The fields of all entities without those whose other side is missing, so that nobody downstream follows a relation to
 * nowhere. Field types look at what is written; this looks at what came of it.
 */
export function withBothSides(
  all: ReadonlyMap<string, Fields>,
  { entities, unsound }: Surroundings,
): ReadonlyMap<string, Fields> {
  const isWhole = (written: FieldLonghand, entity: EntityLonghand): boolean => {
    const field = all.get(entity.id)?.get(written.id);
    return field !== undefined && (field.system || reaches(field, written, all, unsound));
  };
  return new Map(
    [...entities.values()].map((entity) => {
      const whole = new Set(entity.fields.filter((field) => isWhole(field, entity)).map(({ id }) => id));
      return [entity.id, new Map([...(all.get(entity.id) ?? [])].filter(([id]) => whole.has(id)))];
    }),
  );
}

function reaches(
  field: FieldModel,
  written: FieldLonghand,
  all: ReadonlyMap<string, Fields>,
  unsound: Surroundings['unsound'],
): boolean {
  const { relation, storage } = field;
  const place = written.place.to('options');
  if (relation && !all.has(relation.entity)) {
    if (!unsound.entities.has(relation.entity))
      place.report('reference-unknown', { kind: 'entity', id: relation.entity });
    return false;
  }
  if (storage.kind !== 'inverse') return true;
  const other = all.get(storage.entity)?.get(storage.via);
  // A relation that was written but left out has been reported where it stands.
  if (!other) return false;
  if (other.relation?.entity === field.entity && other.relation.cardinality !== 'inverse') return true;
  place.report('inverse-mismatch', { via: storage.via, entity: storage.entity, expected: field.entity });
  return false;
}
