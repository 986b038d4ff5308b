import type { Text } from '@tenon/documents';
import type { EntityModel, Model } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';

export interface StarterRequest {
  readonly kind: string;
  readonly id: string;
  readonly label: Text;
}

/** A small document of a kind that stands on what is already there; whoever added it goes on from it. */
export function starterOf({ kind, id, label }: StarterRequest, model: Model, registry: Registry): unknown {
  const head = { kind, id, label };
  const entity =
    [...model.entities.values()].find(({ builtIn }) => !builtIn) ?? [...model.entities.values()][0];
  const entityId = entity?.id ?? '';
  const more: { readonly [kind: string]: () => object } = {
    entity: () => ({
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
      sections: [{ id: 'main', columns: 2, fields: written(entity, 6).map((field) => ({ field })) }],
    }),
    view: () => ({ entity: entityId, columns: written(entity, 5).map((field) => ({ field })) }),
    page: () => ({
      entity: entityId,
      summary: written(entity, 4),
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
      facts: written(entity, 4),
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
    app: () => ({ items: [{ id: 'first', entity: entityId }] }),
  };
  return { ...head, ...(Object.hasOwn(more, kind) ? more[kind]?.() : undefined) };
}

/** The first fields that people write, by id. */
function written(entity: EntityModel | undefined, count: number): readonly string[] {
  return [...(entity?.fields.values() ?? [])]
    .filter(({ system, relation }) => !system && relation?.cardinality !== 'inverse')
    .slice(0, count)
    .map(({ id }) => id);
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
