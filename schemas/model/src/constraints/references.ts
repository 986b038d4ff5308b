import type { EntityLonghand } from '../entity/normalize.ts';
import type { FormModel, RoleModel } from '../model.ts';
import type { Resolution } from '../resolve/context.ts';
import { entries } from '../sound.ts';

/** What constraints name of documents that are resolved after entities: forms of record types, roles of transitions. */
export function checkConstraintReferences(
  { id: entity, constraints }: EntityLonghand,
  context: Resolution,
  known: {
    readonly forms: ReadonlyMap<string, FormModel>;
    readonly roles: ReadonlyMap<string, RoleModel>;
  },
): void {
  for (const { form: id, place } of constraints.recordTypes) {
    if (id === undefined) continue;
    const form = context.reference('form', id, known.forms, place.to('form'));
    if (form && form.entity.id !== entity)
      place.to('form').report('entity-differs', {
        kind: 'form',
        id,
        found: form.entity.id,
        expected: entity,
      });
  }
  for (const { roles, place } of constraints.stages?.transitions ?? [])
    for (const [role, index] of entries(roles))
      context.reference('role', role, known.roles, place.to('roles', index));
}
