import type { TenonDocument } from '@tenon/documents';
import { type AssignmentRuleLonghand, normalizeAssignmentRule } from './assignment-rule/normalize.ts';
import { type EntityLonghand, normalizeEntities } from './entity/normalize.ts';
import { type FormLonghand, normalizeForm } from './form/normalize.ts';
import type { OrganisationModel } from './model.ts';
import { resolveOrganisation } from './organisation/resolve.ts';
import { normalizePage, type PageLonghand } from './page/normalize.ts';
import { normalizeReport, type ReportLonghand } from './report/normalize.ts';
import type { Problems } from './reporter.ts';
import { normalizeRoles } from './role/normalize.ts';
import { normalizeSegmentation, type SegmentationLonghand } from './segmentation/normalize.ts';
import { normalizeTaskType, type TaskTypeLonghand } from './task-type/normalize.ts';
import { normalizeView, type ViewLonghand } from './view/normalize.ts';

type DocumentOf<Kind extends TenonDocument['kind']> = Extract<TenonDocument, { readonly kind: Kind }>;

/** The configuration with every default and label said; kinds that have no shorthand stay as they were written. */
export interface Longhand {
  readonly organisation: OrganisationModel;
  readonly entities: readonly EntityLonghand[];
  readonly forms: readonly FormLonghand[];
  readonly views: readonly ViewLonghand[];
  readonly pages: readonly PageLonghand[];
  readonly segmentations: readonly SegmentationLonghand[];
  readonly duplicateRules: readonly DocumentOf<'duplicate-rule'>[];
  readonly queues: readonly DocumentOf<'queue'>[];
  readonly taskTypes: readonly TaskTypeLonghand[];
  readonly assignmentRules: readonly AssignmentRuleLonghand[];
  readonly reports: readonly ReportLonghand[];
  readonly dashboards: readonly DocumentOf<'dashboard'>[];
  readonly roles: readonly DocumentOf<'role'>[];
  readonly apps: readonly DocumentOf<'app'>[];
}

/** The third phase. */
export function normalize(documents: readonly TenonDocument[], problems: Problems): Longhand {
  const of = <Kind extends TenonDocument['kind']>(kind: Kind): readonly DocumentOf<Kind>[] =>
    documents.filter((document): document is DocumentOf<Kind> => document.kind === kind);
  const organisation = resolveOrganisation(of('organisation'), problems);
  return {
    organisation,
    entities: normalizeEntities(of('entity'), problems),
    forms: of('form').map((document) => normalizeForm(document, problems)),
    views: of('view').map(normalizeView),
    pages: of('page').map((document) => normalizePage(document, problems)),
    segmentations: of('segmentation').map((document) => normalizeSegmentation(document, problems)),
    duplicateRules: of('duplicate-rule'),
    queues: of('queue'),
    taskTypes: of('task-type').map((document) => normalizeTaskType(document, problems)),
    assignmentRules: of('assignment-rule').map((document) =>
      normalizeAssignmentRule(document, organisation.timeZone),
    ),
    reports: of('report').map((document) => normalizeReport(document, problems)),
    dashboards: of('dashboard'),
    roles: normalizeRoles(of('role')),
    apps: of('app'),
  };
}
