import type { PageSection } from '@tenon/documents';
import { closest } from '@tenon/documents';
import type { EntityModel, FieldModel, ReportModel, RoleModel } from '../model.ts';
import { didYouMean, type Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { fieldOf, resolveColumn, resolvePath, resolveSort } from '../resolve/paths.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';
import { timelineKinds, timelineRelations } from './default-page.ts';
import type { PageModel, PagePartModel, PageSectionModel } from './model.ts';
import type { PageLonghand } from './normalize.ts';

export interface PageTargets {
  readonly reports: ReadonlyMap<string, ReportModel>;
  readonly roles: ReadonlyMap<string, RoleModel>;
}

export function resolvePage(
  { document, place, tabs }: PageLonghand,
  context: Resolution,
  targets: PageTargets,
): PageModel | undefined {
  const entity = context.entity(document.entity, place.to('entity'));
  if (!entity) return undefined;
  const roles = entries(document.roles).flatMap(([id, index]) =>
    context.reference('role', id, targets.roles, place.to('roles', index)) ? [id] : [],
  );
  const recordTypes = entries(document.recordTypes).flatMap(([id, index]) =>
    isRecordType(entity, id, place.to('recordTypes', index)) ? [id] : [],
  );
  const summary = distinct(
    entries(document.summary),
    (path) => path,
    (index) => place.to('summary', index),
  ).flatMap(([path, index]) => resolveColumn(context, entity, path, place.to('summary', index)) ?? []);
  return {
    id: document.id,
    entity,
    label: document.label,
    // A page whose roles or types are all wrong is nobody's, not everybody's.
    roles: document.roles && roles,
    recordTypes: document.recordTypes && recordTypes,
    summary,
    tabs: tabs.map(({ tab, sections }) => ({
      id: tab.id,
      label: tab.label,
      sections: sections.flatMap(
        ({ section, place: at }) => resolveSection(section, entity, context, targets, at) ?? [],
      ),
    })),
  };
}

function isRecordType({ constraints: { recordTypes } }: EntityModel, id: string, place: Place): boolean {
  if (recordTypes?.types.has(id)) return true;
  place.report(
    'record-type-unknown',
    { id },
    didYouMean(closest(id, [...(recordTypes?.types.keys() ?? [])])),
  );
  return false;
}

/** Settings that belong to one way of showing, and whether it can do without them. */
const settings = { fields: true, list: true, report: true, timeline: false } as const;

function resolveSection(
  section: PageSection,
  entity: EntityModel,
  context: Resolution,
  targets: PageTargets,
  place: Place,
): PageSectionModel | undefined {
  const { id, label, show } = section;
  for (const setting of Object.keys(settings) as (keyof typeof settings)[]) {
    if (setting === show && settings[setting] && section[setting] === undefined) {
      place.report('page-part-missing', { show, setting });
    } else if (setting !== show && section[setting] !== undefined) {
      place.to(setting).report('page-part-idle', { show, setting });
    }
  }
  if (section.columns !== undefined && show !== 'fields') {
    place.to('columns').report('page-part-idle', { show, setting: 'columns' });
  }
  const visible = context.rule(section.visible, { entity: entity.id }, 'condition', place.to('visible'));
  const part = resolvePart(section, entity, context, targets, place);
  return part && { id, label, visible, ...part };
}

function resolvePart(
  section: PageSection,
  entity: EntityModel,
  context: Resolution,
  targets: PageTargets,
  place: Place,
): PagePartModel | undefined {
  switch (section.show) {
    case 'fields': {
      const fields = distinct(
        entries(section.fields),
        (path) => path,
        (index) => place.to('fields', index),
      ).flatMap(([path, index]) => resolveColumn(context, entity, path, place.to('fields', index)) ?? []);
      return { show: 'fields', columns: section.columns ?? 2, fields };
    }
    case 'list':
      return section.list && resolveList(section.list, entity, context, place.to('list'));
    case 'timeline': {
      const { kinds, relations } = section.timeline ?? {};
      const at = place.to('timeline', 'relations');
      return {
        show: 'timeline',
        kinds: kinds ?? timelineKinds,
        relations: relations
          ? entries(relations).flatMap(([id, index]) => toMany(context, entity, id, at.to(index)) ?? [])
          : timelineRelations(entity),
      };
    }
    case 'report':
      return section.report && resolveReport(section.report, entity, context, targets, place.to('report'));
    default:
      return { show: section.show };
  }
}

function resolveList(
  list: NonNullable<PageSection['list']>,
  entity: EntityModel,
  context: Resolution,
  place: Place,
): PagePartModel | undefined {
  const relation = toMany(context, entity, list.relation, place.to('relation'));
  const related = relation?.relation && context.entities.get(relation.relation.entity);
  if (!relation || !related) return undefined;
  const columns = entries(list.columns).flatMap(
    ([path, index]) => resolveColumn(context, related, path, place.to('columns', index)) ?? [],
  );
  return {
    show: 'list',
    relation,
    columns: list.columns && columns,
    where: context.rule(
      list.where,
      { entity: related.id, names: { viewer: 'user' } },
      'condition',
      place.to('where'),
    ),
    sort: list.sort === undefined ? related.sort : resolveSort(context, related, list.sort, place.to('sort')),
    create: list.create ?? true,
  };
}

/** A relation that leads to many. */
function toMany(context: Resolution, entity: EntityModel, id: string, place: Place): FieldModel | undefined {
  const field = fieldOf(context, entity, id, place);
  if (!field || (field.relation && field.relation.cardinality !== 'one')) return field;
  place.report('not-a-list', { field: id });
  return undefined;
}

function resolveReport(
  { report: id, by, type }: NonNullable<PageSection['report']>,
  entity: EntityModel,
  context: Resolution,
  targets: PageTargets,
  place: Place,
): PagePartModel | undefined {
  const report = context.reference('report', id, targets.reports, place.to('report'));
  context.contribution('tile type', context.registry.tileTypes, type, place.to('type'));
  if (!report) return undefined;
  const path = resolvePath(context, report.entity, by, place.to('by'));
  if (!path) return undefined;
  const { relation } = path.field;
  const leadsHere =
    relation?.cardinality === 'one' ? relation.entity === entity.id : by === 'id' && report.entity === entity;
  if (leadsHere) return { show: 'report', report, by: path, type };
  place.to('by').report('page-report-by', { path: by, entity: entity.id });
  return undefined;
}
