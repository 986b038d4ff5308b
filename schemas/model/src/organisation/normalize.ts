import type { OrganisationDocument } from '@tenon/documents';
import type { OrganisationModel } from '../model.ts';

/** The organisation with everything said; also for a configuration that says nothing. */
export function normalizeOrganisation(document: OrganisationDocument | undefined): OrganisationModel {
  return {
    label: document?.label ?? 'Tenon',
    timeZone: document?.timeZone ?? 'UTC',
    currency: document?.currency ?? 'USD',
    languages: document?.languages ?? ['en', 'zh-CN'],
    phoneRegion: document?.phoneRegion ?? 'US',
    defaultRoles: document?.defaultRoles ?? [],
  };
}
