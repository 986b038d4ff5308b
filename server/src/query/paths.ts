/** From `owner.team` to fields, against what the viewer may see. */
import { didYouMean } from '@tenon/expressions';
import type { FieldModel, PathModel } from '@tenon/model';
import { limits } from './limits.ts';
import type { VisibleEntity, VisibleModel } from './visible.ts';

export type Resolved = { readonly path: PathModel } | { readonly code: string; readonly message: string };

export function resolvePath(visible: VisibleModel, start: VisibleEntity, written: unknown): Resolved {
  if (typeof written !== 'string' || written === '') {
    return { code: 'not-a-field-name', message: 'A field is named by text such as "name" or "owner.team"' };
  }
  const ids = written.split('.');
  if (ids.length > limits.pathSteps) {
    return { code: 'path-too-long', message: `A path has at most ${limits.pathSteps} fields` };
  }
  const steps: FieldModel[] = [];
  let entity: VisibleEntity | undefined = start;
  for (const [index, id] of ids.entries()) {
    const field: FieldModel | undefined = entity?.fields.get(id);
    if (!entity || !field) return unknownField(entity, id);
    steps.push(field);
    if (index === ids.length - 1) return { path: Object.freeze({ path: written, steps, field }) };
    const part = index === ids.length - 2 ? field.partFields?.get(ids[index + 1] ?? '') : undefined;
    if (part) {
      const way = [...steps.slice(0, -1), part];
      return { path: Object.freeze({ path: written, steps: way, field: part }) };
    }
    const relation = field.relation;
    if (relation?.cardinality !== 'one') {
      return { code: 'not-walkable', message: `'${id}' does not lead to one record` };
    }
    entity = visible.entity(relation.entity);
  }
  throw new Error('A path has at least one step');
}

/** The words for a field that is not there, which are those for a hidden one. */
export function unknownField(
  entity: VisibleEntity | undefined,
  id: string,
): { code: string; message: string } {
  const hint = entity && didYouMean(id, entity.fieldIds());
  const seen = id.slice(0, 60);
  const where = entity ? `'${entity.id}' has no field '${seen}'` : `There is no field '${seen}' here`;
  return { code: 'unknown-field', message: hint ? `${where}. ${hint}` : where };
}
