import type { Text } from '@tenon/documents';
import { type EntityModel, type FieldModel, fitsView, type Model } from '@tenon/model';
import type { Registry, ViewType } from '@tenon/plugin-api';

export interface StarterRequest {
  readonly kind: string;
  readonly id: string;
  readonly label: Text;
  /** What several of an entity's records are called. */
  readonly labelPlural?: Text;
  /** Id of the entity that the document is about, for kinds that are about one. */
  readonly entity: string;
  /** How a view shows its records. */
  readonly viewType: string;
}

/** Entries that a menu may have. */
const mostItems = 60;

const aboutAnEntity: ReadonlySet<string> = new Set([
  'form',
  'view',
  'page',
  'segmentation',
  'duplicate-rule',
  'queue',
  'task-type',
  'report',
]);

/** Whether a document of a kind is about one entity, so that it has to be said which. */
export const isAboutAnEntity = (kind: string): boolean => aboutAnEntity.has(kind);

/** A small document of a kind that stands on what is already there; whoever added it goes on from it. */
export function starterOf(
  { kind, id, label, labelPlural, entity: entityId, viewType }: StarterRequest,
  model: Model,
  registry: Registry,
): unknown {
  const head = { kind, id, label };
  const entity = model.entities.get(entityId);
  const more: { readonly [kind: string]: () => object } = {
    entity: () => ({
      ...(labelPlural !== undefined && { labelPlural }),
      titleField: 'name',
      fields: [
        {
          id: 'name',
          type: registry.fieldTypes.ids()[0],
          label: { en: 'Name', 'zh-CN': '名称' },
          required: true,
        },
      ],
    }),
    form: () => ({
      entity: entityId,
      sections: [{ id: 'main', columns: 2, fields: written(entity, 12).map((field) => ({ field })) }],
    }),
    view: () => viewOf(entity, entityId, registry.viewTypes.get(viewType)),
    page: () => ({
      entity: entityId,
      summary: shown(entity, 4),
      tabs: [
        {
          id: 'details',
          label: { en: 'Details', 'zh-CN': '详情' },
          sections: [{ id: 'fields', show: 'form' }],
        },
        {
          id: 'timeline',
          label: { en: 'Timeline', 'zh-CN': '动态' },
          sections: [{ id: 'timeline', show: 'timeline' }],
        },
      ],
    }),
    segmentation: () => ({
      entity: entityId,
      segments: [{ id: 'recent', label: { en: 'Recent', 'zh-CN': '近期' }, color: 'blue', when: true }],
      otherwise: { id: 'other', label: { en: 'Other', 'zh-CN': '其他' }, color: 'neutral' },
    }),
    'duplicate-rule': () => ({
      entity: entityId,
      match: [{ all: [{ field: entity?.titleField.id ?? '', how: 'exact' }] }],
      action: 'warn',
    }),
    queue: () => ({ entity: entityId }),
    'task-type': () => ({
      entity: entityId,
      facts: shown(entity, 4),
      outcomes: [{ id: 'done', label: { en: 'Done', 'zh-CN': '已完成' }, color: 'green' }],
    }),
    'assignment-rule': () => ({
      enabled: false,
      taskType: [...model.taskTypes.keys()][0] ?? '',
      recall: { records: {}, operators: {} },
      match: { strategy: registry.assignmentStrategies.ids()[0] },
    }),
    report: () => ({
      entity: entityId,
      measures: [{ id: 'records', label: { en: 'Records', 'zh-CN': '记录数' }, aggregate: 'count' }],
    }),
    dashboard: () => ({ tiles: [firstTile(model, registry)] }),
    role: () => ({ grants: [{ entity: '*', actions: ['read'] }], capabilities: ['work'] }),
    app: () => ({ items: navigationOf(model) }),
  };
  return { ...head, ...(Object.hasOwn(more, kind) ? more[kind]?.() : undefined) };
}

const own = (entity: EntityModel | undefined): readonly FieldModel[] =>
  [...(entity?.fields.values() ?? [])].filter(
    ({ system, keptBy, relation }) => !system && keptBy === undefined && relation?.cardinality !== 'inverse',
  );

/** The first fields that people look at, by id. */
const shown = (entity: EntityModel | undefined, count: number): readonly string[] =>
  own(entity)
    .slice(0, count)
    .map(({ id }) => id);

/** The first fields that people write, by id. */
const written = (entity: EntityModel | undefined, count: number): readonly string[] =>
  own(entity)
    .filter(({ computed }) => !computed)
    .slice(0, count)
    .map(({ id }) => id);

/** A list of the first fields; a board and its like go by the first field that fits, the stage before others. */
function viewOf(entity: EntityModel | undefined, entityId: string, type: ViewType | undefined): object {
  const required = type?.optionsSchema?.required;
  const needed = Array.isArray(required) ? required.map(String) : [];
  const options = Object.fromEntries(
    needed.flatMap((option) => {
      const kinds = type?.fieldOptions?.[option] ?? [];
      const fitting = own(entity).filter((field) => kinds.some((kind) => fitsView(field, kind)));
      const stage = fitting.find(({ id }) => id === entity?.constraints.stages?.field.id);
      const field = stage ?? fitting[0];
      return field ? [[option, field.id]] : [];
    }),
  );
  const used = new Set(Object.values(options));
  const isBoard = type !== undefined && type.id !== 'table';
  // Cards and bars bear the record's name, and stand where what they go by puts them.
  const columns = shown(entity, 7).filter(
    (field) => !isBoard || (field !== entity?.titleField.id && !used.has(field)),
  );
  return {
    entity: entityId,
    ...(type && { type: type.id }),
    columns: (columns.length > 0 ? columns : shown(entity, 1)).map((field) => ({ field })),
    ...(needed.length > 0 && { options }),
  };
}

type NavigationTarget = readonly [kind: 'view' | 'entity' | 'dashboard', id: string];

/** Every list that there is, entity by entity, then the dashboards. */
function navigationOf(model: Model): readonly object[] {
  const views = [...model.views.values()];
  const lists = [...model.entities.values()]
    .filter(({ builtIn }) => !builtIn)
    .flatMap(({ id }): readonly NavigationTarget[] => {
      const own = views.filter(({ entity }) => entity.id === id);
      return own.length > 0 ? own.map((view) => ['view', view.id]) : [['entity', id]];
    });
  const all: readonly NavigationTarget[] = [
    ...lists,
    ...[...model.dashboards.keys()].map((id): NavigationTarget => ['dashboard', id]),
  ];
  const anything = [...model.entities.keys()].slice(0, 1).map((id): NavigationTarget => ['entity', id]);
  return (all.length > 0 ? all.slice(0, mostItems) : anything).map(([kind, id], index, items) => {
    const same = items.slice(0, index).filter(([, other]) => other === id).length;
    return { id: same === 0 ? id : `${id.slice(0, 45)}_${same + 1}`, [kind]: id };
  });
}

function firstTile(model: Model, registry: Registry): object {
  const report =
    [...model.reports.values()].find(({ groups }) => groups.length === 0) ?? [...model.reports.values()][0];
  const groups = report?.groups.length ?? 0;
  const type = registry.tileTypes
    .all()
    .find(({ report: needs }) => needs && needs.groups.least <= groups && groups <= needs.groups.most);
  const { w, h } = type?.size ?? { w: 4, h: 2 };
  return {
    id: 'first',
    type: type?.id ?? '',
    ...(report && { report: report.id }),
    position: { x: 0, y: 0, w, h },
  };
}
