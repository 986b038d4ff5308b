import type { PageModel, PagePartModel, PageSectionModel } from '../page/model.ts';
import type { Access } from '../permissions/access.ts';
import { canReadField, canReadPath, canReadRule } from '../permissions/readable.ts';
import type { PageConfig, PagePartConfig, PageSectionConfig } from '../wire/pages.ts';
import { canReadReport } from './dashboards.ts';
import { columnConfigs, pathColumns } from './fields.ts';

/** A page without the fields, lists and figures that the viewer may not see; a tab with nothing left falls away. */
export function pageConfig(page: PageModel, access: Access): PageConfig {
  return {
    id: page.id,
    entity: page.entity.id,
    label: page.label,
    ...(page.recordTypes !== undefined && { recordTypes: page.recordTypes }),
    summary: columnConfigs(pathColumns(page.summary), access),
    tabs: page.tabs
      .map(({ id, label, sections }) => ({
        id,
        label,
        sections: sections.flatMap((section) => sectionConfig(section, access) ?? []),
      }))
      .filter(({ sections }) => sections.length > 0),
  };
}

function sectionConfig(section: PageSectionModel, access: Access): PageSectionConfig | undefined {
  const { id, label, visible } = section;
  // A condition that cannot be decided by this viewer hides what it guards.
  if (!canReadRule(access, visible)) return undefined;
  const part = partConfig(section, access);
  // A list without a label of its own goes by its relation.
  return (
    part && {
      ...part,
      id,
      ...(label !== undefined && { label }),
      ...(visible && { visible: visible.written }),
    }
  );
}

function partConfig(part: PagePartModel, access: Access): PagePartConfig | undefined {
  switch (part.show) {
    case 'fields': {
      const fields = columnConfigs(pathColumns(part.fields), access);
      return fields.length > 0 ? { show: 'fields', columns: part.columns, fields } : undefined;
    }
    case 'list':
      return listConfig(part, access);
    case 'timeline':
      return {
        show: 'timeline',
        kinds: part.kinds,
        relations: part.relations
          .filter((field) => canReadField(access, field) && access.can(field.relation?.entity ?? '', 'read'))
          .map(({ id }) => id),
      };
    case 'report':
      return canReadReport(part.report, access) && canReadPath(access, part.by)
        ? { show: 'report', report: part.report.id, by: part.by.path, type: part.type }
        : undefined;
    default:
      return { show: part.show };
  }
}

function listConfig(
  { relation, columns, where, sort, create }: Extract<PagePartModel, { readonly show: 'list' }>,
  access: Access,
): PagePartConfig | undefined {
  const entity = relation.relation?.entity;
  const { storage } = relation;
  const via = storage.kind === 'inverse' ? storage.via : null;
  if (entity === undefined || !canReadField(access, relation) || !access.can(entity, 'read'))
    return undefined;
  // Without its condition the list would show others, and a hidden field on the other side tells of this one.
  if (!canReadRule(access, where) || (via !== null && access.hidden(entity).has(via))) return undefined;
  const shown = columns && columnConfigs(pathColumns(columns), access);
  return {
    show: 'list',
    relation: relation.id,
    label: relation.label,
    entity,
    via,
    ...(shown && shown.length > 0 && { columns: shown }),
    ...(where && { where: where.written }),
    sort: sort
      .filter(({ field }) => canReadPath(access, field))
      .map(({ field, direction }) => ({ field: field.path, direction })),
    create: create && via !== null && access.can(entity, 'create'),
  };
}
