/** Tasks about the record, and contacts with it: told to all who may read it, as the reasons of its assignment are. */
import { sql } from '@tenon/expressions';
import type { Label, TimelineEntry } from '@tenon/model';
import { type Context, queryable } from '../context.ts';
import { namesOf } from '../work/titles.ts';
import { lazily } from './changes.ts';
import { earlier, type Found, most, type Place, type Subject } from './sources.ts';

type TaskAction = Extract<TimelineEntry, { readonly kind: 'task' }>['action'];

interface TaskRow {
  readonly id: string;
  readonly at: string;
  readonly by_id: string | null;
  readonly action: TaskAction;
  readonly operator: string | null;
  readonly task: string;
  readonly task_type: string;
  /** That gave it. */
  readonly rule: string | null;
  readonly outcome: string | null;
  readonly note: string | null;
  readonly seconds: number | null;
}

/** Opening, putting off and warnings are the operator's own business. */
const shown = ['create', 'complete', 'lapse', 'hand-over', 'claim', 'return', 'cancel'];

export async function taskEvents(
  { context, entity, record }: Subject,
  place: Place,
): Promise<readonly Found[]> {
  // Rules give tasks by the thousand: the decision is the event.
  const rows = await queryable(context).query<TaskRow>(sql`
    (select e.id, e.at, e.by_id, e.action, e.operator, t.id as task, t.task_type, null as rule,
      case when e.action = 'complete' then t.outcome end as outcome,
      case when e.action = 'complete' then t.note end as note,
      case when e.action = 'complete' then t.seconds end as seconds
    from tenon.tasks t join tenon.task_events e on e.task = t.id
    where t.entity = ${sql.value(entity.id, 'text')} and t.record_id = ${sql.value(record, 'uuid')}
      and e.action = any(${sql.value(shown, 'text[]')}) and ${earlier(sql.id('e', 'id'), place)}
    order by e.id desc limit ${most(place)})
    union all
    (select d.id, d.at, null, 'create', d.operator, t.id, t.task_type, d.rule, null, null, null
    from tenon.decisions d join tenon.tasks t on t.id = d.task
    where d.entity = ${sql.value(entity.id, 'text')} and d.record_id = ${sql.value(record, 'uuid')}
      and d.kind = 'assignment' and ${earlier(sql.id('d', 'id'), place)}
    order by d.id desc limit ${most(place)})
    order by id desc limit ${most(place)}`);
  const names = lazily(() =>
    namesOf(
      context,
      rows.flatMap(({ by_id, operator }) => [by_id, operator]),
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    async show() {
      const known = await names();
      const { id, at, action, task, outcome, note, seconds } = row;
      return {
        id,
        at,
        by: person(row.by_id, known),
        kind: 'task',
        action,
        task,
        taskType: row.task_type,
        taskLabel: context.release.model.taskTypes.get(row.task_type)?.label ?? row.task_type,
        operator: person(row.operator, known),
        ruleLabel:
          row.rule === null ? null : (context.release.model.assignmentRules.get(row.rule)?.label ?? row.rule),
        outcome,
        outcomeLabel: outcomeLabel(context, row.task_type, outcome),
        note,
        seconds,
      };
    },
  }));
}

interface TouchpointRow {
  readonly id: string;
  readonly at: string;
  readonly by_id: string | null;
  readonly channel: string;
  readonly direction: 'out' | 'in';
  readonly outcome: string | null;
  readonly task_type: string | null;
  readonly note: string | null;
  readonly task: string | null;
  readonly seconds: number | null;
}

export async function touchpoints(
  { context, entity, record, withTasks }: Subject,
  place: Place,
): Promise<readonly Found[]> {
  const others = withTasks ? sql`not (p.channel = 'task' and p.task is not null)` : sql`true`;
  const rows = await queryable(context).query<TouchpointRow>(sql`
    select p.id, p.at, p.by_id, p.channel, p.direction, p.outcome, p.task_type, p.note, p.task, p.seconds
    from tenon.touchpoints p
    where p.entity = ${sql.value(entity.id, 'text')} and p.record_id = ${sql.value(record, 'uuid')}
      and ${others} and ${earlier(sql.id('p', 'id'), place)}
    order by p.id desc limit ${most(place)}`);
  const names = lazily(() =>
    namesOf(
      context,
      rows.map(({ by_id }) => by_id),
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    async show() {
      const { by_id, task_type, ...rest } = row;
      return {
        ...rest,
        by: person(by_id, await names()),
        kind: 'touchpoint',
        outcomeLabel: outcomeLabel(context, task_type ?? '', row.outcome),
      };
    },
  }));
}

const person = (id: string | null, names: ReadonlyMap<string, string>) =>
  id === null ? null : { id, name: names.get(id) ?? '' };

const outcomeLabel = ({ release }: Context, taskType: string, outcome: string | null): Label | null =>
  release.model.taskTypes.get(taskType)?.outcomes.get(outcome ?? '')?.label ?? null;
