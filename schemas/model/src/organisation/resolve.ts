import type { OrganisationDocument } from '@tenon/documents';
import type { OrganisationModel, RoleModel } from '../model.ts';
import type { Problems } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { entries } from '../sound.ts';
import { isTimeZone } from '../time-zone.ts';
import { normalizeOrganisation } from './normalize.ts';

export function resolveOrganisation(
  documents: readonly OrganisationDocument[],
  problems: Problems,
): OrganisationModel {
  for (const { id, kind } of documents) {
    if (id !== 'main') problems.at({ kind, id }).to('id').report('organisation-id', { id });
  }
  const document = documents.find(({ id }) => id === 'main');
  const organisation = normalizeOrganisation(document);
  if (!document || isTimeZone(organisation.timeZone)) return organisation;
  problems.at(document).to('timeZone').report('time-zone-unknown', { value: organisation.timeZone });
  return { ...organisation, timeZone: 'UTC' };
}

/** The roles of users who were given none; unknown ones are left out. */
export function resolveDefaultRoles(
  organisation: OrganisationModel,
  context: Resolution,
  roles: ReadonlyMap<string, RoleModel>,
): readonly string[] {
  const place = context.problems.at({ kind: 'organisation', id: 'main' }).to('defaultRoles');
  return entries(organisation.defaultRoles).flatMap(([id, index]) =>
    context.reference('role', id, roles, place.to(index)) ? [id] : [],
  );
}
