import { valueSchemaOf } from '../forms/value-schema.ts';
import type { OutcomeModel, TaskTypeModel } from '../model.ts';
import type { Access } from '../permissions/access.ts';
import { canReadField } from '../permissions/readable.ts';
import type { TaskTypeConfig } from '../wire.ts';
import { columnConfigs, fieldConfig, isReadOnlyFor, pathColumns } from './fields.ts';

export function taskTypeConfig(taskType: TaskTypeModel, access: Access): TaskTypeConfig {
  return {
    id: taskType.id,
    entity: taskType.entity.id,
    label: taskType.label,
    icon: taskType.icon,
    facts: columnConfigs(pathColumns(taskType.facts), access),
    lists: taskType.lists.flatMap(({ relation, columns }) => {
      const shown = canReadField(access, relation) ? columnConfigs(pathColumns(columns), access) : [];
      const entity = relation.relation?.entity;
      if (shown.length === 0 || entity === undefined) return [];
      return [{ relation: relation.id, label: relation.label, entity, columns: shown }];
    }),
    ...(taskType.instructions !== undefined && { instructions: taskType.instructions }),
    outcomes: [...taskType.outcomes.values()].map((outcome) => outcomeConfig(outcome, access)),
  };
}

function outcomeConfig(outcome: OutcomeModel, access: Access): TaskTypeConfig['outcomes'][number] {
  const fields = outcome.fields.filter(
    ({ field }) => canReadField(access, field) && !isReadOnlyFor(field, access),
  );
  const required = new Set(
    fields.filter((entry) => entry.required || entry.field.required).map(({ field }) => field.id),
  );
  return {
    id: outcome.id,
    label: outcome.label,
    color: outcome.color,
    ...(outcome.hint !== undefined && { hint: outcome.hint }),
    note: outcome.note,
    fields: fields.map(({ field }) => ({
      field: fieldConfig(field, access),
      required: required.has(field.id),
    })),
    schema: valueSchemaOf(
      fields.map(({ field }) => field),
      { required, nullable: true },
    ),
  };
}
