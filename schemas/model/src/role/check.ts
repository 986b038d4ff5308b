import type { GrantDocument, RoleDocument } from '@tenon/documents';
import type { Model } from '../model.ts';
import type { Place, Problems } from '../reporter.ts';
import { entries } from '../sound.ts';

type Entities = Pick<Model, 'entities'>;

/** Grants to create what cannot be created, since a required field is out of reach. */
export function checkRoles(roles: readonly RoleDocument[], model: Entities, problems: Problems): void {
  for (const role of roles) {
    const place = problems.at(role);
    for (const [grant, index] of entries(role.grants)) checkCreate(grant, model, place.to('grants', index));
  }
}

function checkCreate(grant: GrantDocument, model: Entities, place: Place): void {
  if (!grant.actions.includes('create')) return;
  const closed = new Set([...(grant.fields?.hidden ?? []), ...(grant.fields?.readOnly ?? [])]);
  for (const id of closed) {
    const field = model.entities.get(grant.entity)?.fields.get(id);
    if (!field?.required || field.default !== null) continue;
    place.report('create-impossible', { field: id, entity: grant.entity });
  }
}
