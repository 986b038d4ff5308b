import type { EntityModel, FieldModel, Model, ViewModel } from '../model.ts';
import type { PageModel, PageTabModel, TimelineKindModel } from './model.ts';

const summaryCount = 5;

/** In the order in which they are offered as filters. */
export const timelineKinds: readonly TimelineKindModel[] = [
  'change',
  'task',
  'touchpoint',
  'file',
  'related',
];

/** Relations whose records a timeline tells of when none are named: those that point here. */
export const timelineRelations = (entity: EntityModel): readonly FieldModel[] =>
  [...entity.fields.values()].filter(({ relation }) => relation?.cardinality === 'inverse');

/** The page of an entity for which none is written: its fields, what belongs to it, and what happened. */
export function defaultPage(entity: EntityModel, list: ViewModel): PageModel {
  const related = [...entity.fields.values()].filter(
    ({ relation }) => relation !== undefined && relation.cardinality !== 'one',
  );
  const tab = (show: 'form' | 'work' | 'history', en: string, zh: string): PageTabModel => ({
    id: `$${show}`,
    label: { en, 'zh-CN': zh },
    sections: [{ id: show, label: undefined, visible: undefined, show }],
  });
  const timeline: PageTabModel = {
    id: '$timeline',
    label: { en: 'Timeline', 'zh-CN': '动态' },
    sections: [
      {
        id: 'timeline',
        label: undefined,
        visible: undefined,
        show: 'timeline',
        kinds: timelineKinds,
        relations: timelineRelations(entity),
      },
    ],
  };
  return {
    id: `$${entity.id}`,
    entity,
    label: entity.label,
    recordTypes: undefined,
    roles: undefined,
    summary: list.columns
      .map(({ field }) => field)
      .filter(({ path }) => path !== entity.titleField.id)
      .slice(0, summaryCount),
    tabs: [
      tab('form', 'Details', '详情'),
      ...related.map((relation) => listTab(relation)),
      timeline,
      tab('work', 'Assignment', '分配依据'),
      tab('history', 'History', '变更历史'),
    ],
  };
}

function listTab(relation: FieldModel): PageTabModel {
  return {
    id: `$field.${relation.id}`,
    label: relation.label,
    sections: [
      {
        id: 'list',
        label: undefined,
        visible: undefined,
        show: 'list',
        relation,
        columns: undefined,
        where: undefined,
        sort: [],
        create: true,
      },
    ],
  };
}

/** The pages of an entity in the order in which they are tried, the derived one last. */
export function pagesFor(
  { pages }: Pick<Model, 'pages'>,
  entity: EntityModel,
  list: ViewModel,
  roles: readonly string[],
): readonly PageModel[] {
  const written = [...pages.values()].filter(
    (page) =>
      page.entity.id === entity.id &&
      (page.roles === undefined || page.roles.some((role) => roles.includes(role))),
  );
  // What is written for a role or a type goes before what is for everybody.
  const special = ({ roles: of, recordTypes }: PageModel): number =>
    (of === undefined ? 0 : 2) + (recordTypes === undefined ? 0 : 1);
  return [...written.sort((a, b) => special(b) - special(a)), defaultPage(entity, list)];
}
