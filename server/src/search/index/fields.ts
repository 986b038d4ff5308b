/** Which fields of which entities are searched: it follows from the Model. */
import { createHash } from 'node:crypto';
import type { EntityModel, FieldModel, PathModel } from '@tenon/model';
import type { IndexPart } from '../../log/kept/index.ts';
import type { LiveRelease } from '../../releases/live.ts';

export interface SearchedEntity extends IndexPart {
  /** The title first, if it is searched. */
  readonly fields: readonly FieldModel[];
  /** The id, the fields and the owner. */
  readonly paths: readonly PathModel[];
}

/** Raised when entries of the same records become others. */
const scheme = 2;

/** Searched entities by id. */
export function searchedEntities(release: LiveRelease): ReadonlyMap<string, SearchedEntity> {
  return release.memo('search:entities', () => {
    const searched = [...release.model.entities.values()].flatMap((entity) => {
      const fields = searchedFields(entity);
      if (fields.length === 0) return [];
      const owner = entity.fields.get('owner');
      const id = entity.fields.get('id');
      const paths = [...(id ? [id] : []), ...fields, ...(owner ? [owner] : [])].map(pathOf);
      const reads = new Set([...fields.map((field) => field.id), 'owner']);
      return [{ id: entity.id, entity, fields, reads, paths, digest: digestOf(entity, fields) }];
    });
    return new Map(searched.map((each) => [each.entity.id, each]));
  });
}

export function pathOf(field: FieldModel): PathModel {
  return { path: field.id, steps: [field], field };
}

function searchedFields(entity: EntityModel): readonly FieldModel[] {
  const named = new Set([entity.titleField, ...entity.searchFields]);
  const others = [...entity.fields.values()].filter((field) => findable(field) === 'always');
  return [...new Set([...named, ...others])].filter((field) => findable(field) !== 'never');
}

/** What is worked out has no change of its own in the log that the index could follow. */
function findable({ type, system, storage, valueType, computed }: FieldModel): 'always' | 'named' | 'never' {
  if (system || storage.kind !== 'column' || computed) return 'never';
  return type.findable ?? (valueType.kind === 'text' || valueType.kind === 'number' ? 'named' : 'never');
}

/** The text by which a value is found. */
export function searchText({ type, options }: FieldModel, value: unknown): string {
  return type.searchText ? type.searchText(value, options) : type.toText(value, options);
}

function digestOf({ id, titleField }: EntityModel, fields: readonly FieldModel[]): string {
  const of = [scheme, id, titleField.id, fields.map((field) => [field.id, field.type.id, field.options])];
  return createHash('sha256').update(JSON.stringify(of)).digest('base64url');
}
