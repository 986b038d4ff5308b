/** All that is needed to act on a task (TK2), each part through the gate with the viewer's rights. */
import type { CheckedExpression } from '@tenon/expressions';
import type {
  FieldModel,
  PathModel,
  RecordBody,
  RecordPage,
  TaskTypeModel,
  WorkbenchBody,
} from '@tenon/model';
import type { Context } from '../../context.ts';
import { selectRecords } from '../../query/index.ts';
import type { Records } from '../../records/records.ts';
import { checkedOf, idIn } from '../expressions.ts';
import { segmentsOf } from '../segments/of-record.ts';
import { bodyOf } from './list.ts';
import { missingTask, type TaskRow } from './store.ts';
import { readablePaths, withId } from './visible.ts';

const listLength = 50;

export async function workbench(records: Records, context: Context, task: TaskRow): Promise<WorkbenchBody> {
  const taskType = context.release.model.taskTypes.get(task.task_type);
  if (!taskType) return missingTask();
  const record = await records.read(context, task.entity, task.record_id, { titles: true });
  const [facts] = await selectRecords(context, task.entity, {
    where: [idIn(task.entity, [task.record_id])],
    paths: withId(context, task.entity, readablePaths(context, taskType.facts)),
    titles: true,
    limit: 1,
  });
  return {
    task: await bodyOf(context, task),
    record,
    facts: facts ?? record,
    lists: await listsOf(context, taskType, record),
    outcomes: [...taskType.outcomes.keys()],
    segments: await segmentsOf(context, task.entity, task.record_id),
  };
}

async function listsOf(
  context: Context,
  taskType: TaskTypeModel,
  record: RecordBody,
): Promise<WorkbenchBody['lists']> {
  const lists: { [relation: string]: RecordPage } = {};
  for (const { relation, columns, sort } of taskType.lists) {
    const related = relation.relation?.entity;
    const own: PathModel = { path: relation.id, steps: [relation], field: relation };
    if (related === undefined || readablePaths(context, [own]).length === 0) continue;
    if (context.viewer.id !== null && !context.viewer.access.can(related, 'read')) continue;
    const items = await selectRecords(context, related, {
      where: [relatedTo(context, relation, record)],
      paths: withId(context, related, readablePaths(context, columns)),
      sort: sort.map(({ field, direction }) => ({ path: field, direction })),
      limit: listLength,
      titles: true,
    });
    lists[relation.id] = { items, next: null };
  }
  return lists;
}

/** Records of the other entity that the relation leads to. */
function relatedTo({ release }: Context, relation: FieldModel, record: RecordBody): CheckedExpression {
  const { storage } = relation;
  const entity = relation.relation?.entity ?? '';
  if (storage.kind !== 'inverse') {
    const value = record[relation.id];
    return idIn(entity, Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []);
  }
  const via = release.model.entities.get(storage.entity)?.fields.get(storage.via);
  if (!via) throw new Error(`${storage.entity} has no field ${storage.via}`);
  const type = { kind: 'id', entity: relation.entity } as const;
  const back = { node: 'field', type: via.valueType, entity, path: [via.id], via: [] } as const;
  const many = via.valueType.kind === 'list';
  const self = { node: 'literal', type, value: record.id } as const;
  return checkedOf({
    node: 'operation',
    type: { kind: 'boolean' },
    operator: many ? 'in' : '==',
    operands: many ? [self, back] : [back, self],
  });
}
