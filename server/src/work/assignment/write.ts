/** A plan becomes tasks, decisions, turns and waiting records: a few statements over whole sets, in one transaction. */
import { sql } from '@tenon/expressions';
import type { AssignmentRuleModel } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { newId } from '../../ids.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { after } from '../durations.ts';
import { prioritySql } from '../tasks/priority.ts';
import type { Plan } from './engine.ts';

export interface Written {
  /** Operator index → ids of the records whose task was made. */
  readonly given: ReadonlyMap<number, readonly string[]>;
  readonly assigned: number;
}

export async function writePlan(
  tx: Transaction,
  context: Context,
  rule: AssignmentRuleModel,
  run: string,
  plan: Plan,
): Promise<Written> {
  const given = await writeTasks(tx, context, rule, run, plan);
  await writeTurns(tx, rule, plan);
  await writeWaiting(tx, context, rule, run, plan);
  return given;
}

async function writeTasks(
  tx: Transaction,
  context: Context,
  rule: AssignmentRuleModel,
  run: string,
  { recall, records, result }: Plan,
): Promise<Written> {
  const { release, moment } = context;
  const { taskType, validity } = rule;
  const assigned = result.matches.flatMap((match, index) => {
    const record = records[index];
    return match.operator === undefined || !record ? [] : [{ match, record, operator: match.operator }];
  });
  if (assigned.length === 0) return { given: new Map(), assigned: 0 };
  const { priority, parts, hot } = prioritySql(release, moment, taskType);
  const at = sql.value(moment.now, 'timestamptz');
  const due = sql.value(taskType.due === undefined ? null : after(moment, taskType.due), 'timestamptz');
  const lapses = sql.value(validity ? after(moment, validity.lapseAfter) : null, 'timestamptz');
  const json = jsonTexts();
  const ids = recall.operators.map(({ id }) => id);
  const [made] = await tx.query<{ made: string }>(sql`
    with given as materialized (
      select * from unnest(
        ${sql.value(
          assigned.map(() => newId()),
          'uuid[]',
        )},
        ${sql.value(
          assigned.map(() => newId()),
          'uuid[]',
        )},
        ${sql.value(
          assigned.map(({ record }) => record.id),
          'uuid[]',
        )},
        ${sql.value(
          assigned.map(({ operator }) => ids[operator]),
          'uuid[]',
        )},
        ${sql.value(
          assigned.map(({ match }) => String(match.candidates)),
          'numeric[]',
        )},
        ${sql.value(
          assigned.map(({ match }) => json(match.excluded)),
          'text[]',
        )},
        ${sql.value(
          assigned.map(({ match }) => JSON.stringify(match.score)),
          'text[]',
        )},
        ${sql.value(
          assigned.map(({ match }) => (match.tie ? '{"tie": true}' : null)),
          'text[]',
        )}
      ) as given (task, decision, record_id, operator, candidates, excluded, score, detail)
    ), tasks as (
      insert into tenon.tasks (id, task_type, entity, record_id, operator, state, priority, priority_parts, hot, due,
        lapses_at, rule, run, created_at)
      select given.task, ${taskType.id}, ${taskType.entity.id}, given.record_id, given.operator, 'open', ${priority},
        ${parts}, ${hot}, ${due}, ${lapses}, ${rule.id}, ${sql.value(run, 'uuid')}, ${at}
      from given join ${physicalEntity(release, taskType.entity.id).table} r on r.id = given.record_id
      where r.deleted_at is null
      on conflict (entity, record_id, task_type) where state in ('open', 'in_progress') do nothing
      returning 1
    ), decisions as (
      insert into tenon.decisions (id, kind, rule, release, run, entity, record_id, task, operator, candidates, excluded,
        score, detail, by_id, at)
      select decision, 'assignment', ${rule.id}, ${sql.value(release.number, 'integer')}, ${sql.value(run, 'uuid')},
        ${taskType.entity.id}, record_id, task, operator, candidates::integer, excluded::jsonb, score::jsonb,
        detail::jsonb, ${sql.value(context.viewer.id, 'uuid')}, ${at}
      from given
    )
    select count(*) as made from tasks`);
  const taken =
    Number(made?.made) < assigned.length ? await withdraw(tx, context, rule, run) : new Set<string>();
  const given = new Map<number, string[]>();
  for (const { record, operator } of assigned) {
    if (taken.has(record.id)) continue;
    const list = given.get(operator);
    if (list) list.push(record.id);
    else given.set(operator, [record.id]);
  }
  return { given, assigned: assigned.length - taken.size };
}

/** Records that were deleted, or got a task by somebody's hand, while the run was thinking: no task, so no decision. */
async function withdraw(
  tx: Transaction,
  { moment }: Context,
  rule: AssignmentRuleModel,
  run: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ record_id: string }>(sql`
    delete from tenon.decisions d
    where d.rule = ${rule.id} and d.at = ${sql.value(moment.now, 'timestamptz')} and d.kind = 'assignment'
      and d.run = ${sql.value(run, 'uuid')}
      and not exists (select from tenon.tasks t where t.id = d.task)
    returning d.record_id`);
  return new Set(rows.map(({ record_id }) => record_id));
}

async function writeTurns(
  tx: Transaction,
  rule: AssignmentRuleModel,
  { recall, result }: Plan,
): Promise<void> {
  const turns = recall.operators.flatMap(({ id }, index) => {
    const turn = result.turns[index];
    return turn === undefined || !result.given[index] ? [] : [{ id, turn }];
  });
  if (turns.length === 0) return;
  await tx.query(sql`
    insert into tenon.turns (rule, operator, turn)
    select ${rule.id}, operator, turn::bigint
    from unnest(${sql.value(
      turns.map(({ id }) => id),
      'uuid[]',
    )},
      ${sql.value(
        turns.map(({ turn }) => String(turn)),
        'numeric[]',
      )}) as given (operator, turn)
    on conflict (rule, operator) do update set turn = excluded.turn`);
}

/** Who waits is told with the reason; who waited for the same reason before keeps the decision and the time. */
async function writeWaiting(
  tx: Transaction,
  context: Context,
  rule: AssignmentRuleModel,
  run: string,
  { records, result }: Plan,
): Promise<void> {
  const { release, moment } = context;
  const waiting = result.matches.flatMap((match, index) => {
    const record = records[index];
    return match.operator === undefined && record ? [{ match, record }] : [];
  });
  const json = jsonTexts();
  const at = sql.value(moment.now, 'timestamptz');
  const entity = rule.taskType.entity.id;
  await tx.query(sql`
    with now_waiting as materialized (
      select * from unnest(
        ${sql.value(
          waiting.map(() => newId()),
          'uuid[]',
        )},
        ${sql.value(
          waiting.map(({ record }) => record.id),
          'uuid[]',
        )},
        ${sql.value(
          waiting.map(({ match }) => match.reason),
          'text[]',
        )},
        ${sql.value(
          waiting.map(({ match }) => json(match.excluded)),
          'text[]',
        )}
      ) as now_waiting (decision, record_id, reason, excluded)
    ), over as (
      delete from tenon.waiting w
      where w.rule = ${rule.id} and not exists (select from now_waiting n where n.record_id = w.record_id)
    ), news as materialized (
      select n.* from now_waiting n
      left join tenon.waiting w on w.rule = ${rule.id} and w.record_id = n.record_id
      where w.reason is distinct from n.reason or w.queue is distinct from ${sql.value(rule.waitingQueue ?? null, 'text')}
    ), decisions as (
      insert into tenon.decisions (id, kind, rule, release, run, entity, record_id, reason, excluded, by_id, at)
      select decision, 'waiting', ${rule.id}, ${sql.value(release.number, 'integer')}, ${sql.value(run, 'uuid')},
        ${entity}, record_id, reason, excluded::jsonb, ${sql.value(context.viewer.id, 'uuid')}, ${at}
      from news
    )
    insert into tenon.waiting as w (rule, record_id, entity, queue, reason, excluded, decision, since)
    select ${rule.id}, record_id, ${entity}, ${sql.value(rule.waitingQueue ?? null, 'text')}, reason, excluded::jsonb,
      decision, ${at}
    from news
    on conflict (rule, record_id) do update
      set queue = excluded.queue, reason = excluded.reason, excluded = excluded.excluded, decision = excluded.decision`);
}

/** The same counts of exclusions stand for many records: they are written once. */
function jsonTexts(): (value: object) => string {
  const texts = new WeakMap<object, string>();
  return (value) => {
    const text = texts.get(value) ?? JSON.stringify(value);
    texts.set(value, text);
    return text;
  };
}
