import type { Model, RoleModel } from '../model.ts';
import type { Problems } from '../reporter.ts';

/** Grants to create what cannot be created, since a required field is out of reach. */
export function checkRoles(model: Pick<Model, 'roles' | 'entities'>, problems: Problems): void {
  for (const role of model.roles.values()) {
    for (const grant of role.grants) checkCreate(role, grant, model, problems);
  }
}

function checkCreate(
  role: RoleModel,
  grant: RoleModel['grants'][number],
  model: Pick<Model, 'entities'>,
  problems: Problems,
): void {
  if (!grant.actions.includes('create')) return;
  const closed = new Set([...grant.hidden, ...grant.readOnly]);
  for (const id of closed) {
    const field = model.entities.get(grant.entity)?.fields.get(id);
    if (!field?.required || field.default !== null) continue;
    problems
      .at({ kind: 'role', id: role.id })
      .to('grants')
      .report('create-impossible', { field: id, entity: grant.entity });
  }
}
