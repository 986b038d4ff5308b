/** "Why me?" and "why nobody?", from the decisions that were kept (AS11). */
import { type Language, textIn } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import type { DecisionBody, WhyBody } from '@tenon/model';
import { DateTime } from 'luxon';
import { type Context, queryable } from '../../context.ts';
import { TenonError } from '../../errors.ts';
import { isId } from '../../ids.ts';
import { entityFor } from '../../query/index.ts';
import { findRecords } from '../../records/find.ts';
import type { TaskRow } from '../tasks/store.ts';
import { namesOf } from '../titles.ts';
import { exclusionText, listText, sentence, waitingText } from './sentences.ts';

interface DecisionRow {
  readonly id: string;
  readonly kind: 'assignment' | 'waiting' | 'ownership' | 'claim' | 'handover';
  readonly rule: string | null;
  readonly release: number;
  readonly run: string | null;
  readonly record_id: string;
  readonly operator: string | null;
  readonly reason: string | null;
  readonly candidates: number;
  readonly excluded: { readonly [reason: string]: number };
  readonly score: { readonly [part: string]: number };
  readonly detail: { readonly [name: string]: unknown } | null;
  readonly by_id: string | null;
  readonly at: string;
}

const columns = sql`d.id, d.kind, d.rule, d.release, d.run, d.record_id, d.operator, d.reason, d.candidates, d.excluded,
  d.score, d.detail, d.by_id, d.at`;

/** The viewer must be allowed to see the task. */
export async function whyTask(context: Context, task: TaskRow): Promise<WhyBody> {
  const decisions = await queryable(context).query<DecisionRow>(sql`
    select ${columns} from tenon.decisions d where d.task = ${sql.value(task.id, 'uuid')} order by d.id desc`);
  const { language } = context.viewer;
  const names = await namesOf(
    context,
    decisions.flatMap(({ operator, by_id }) => [operator, by_id]),
  );
  const sentences: string[] = [];
  if (task.operator === null && task.queue !== null) {
    sentences.push(sentence(language, 'in-queue', { queue: queueLabel(context, task.queue) }));
  }
  for (const decision of decisions) sentences.push(...told(context, decision, names));
  if (decisions.length === 0 && task.operator !== null) {
    sentences.push(sentence(language, (await isFollowUp(context, task)) ? 'follow-up' : 'unknown'));
  }
  sentences.push(...priorityTold(context, task));
  const [latest] = decisions;
  return { sentences, decision: latest ? bodyOf(latest) : null };
}

export async function whyRecord(context: Context, entity: string, record: string): Promise<WhyBody> {
  entityFor(context, entity);
  const found = isId(record) ? await findRecords(context, entity, [record], { paths: [] }) : [];
  if (found.length === 0) throw new TenonError('not-found', 'There is no such record');
  const { language } = context.viewer;
  const waiting = await queryable(context).query<DecisionRow & { readonly since: string }>(sql`
    select ${columns}, w.since from tenon.waiting w join tenon.decisions d on d.id = w.decision
    where w.entity = ${entity} and w.record_id = ${sql.value(record, 'uuid')} order by w.since, w.rule`);
  const sentences = waiting.flatMap((row) => [
    sentence(language, 'waiting', {
      rule: ruleLabel(context, row.rule),
      at: moment(context, row.since),
      reason: waitingText(language, row.reason ?? ''),
    }),
    ...excludedTold(language, row),
  ]);
  const decisions = await queryable(context).query<DecisionRow>(sql`
    select ${columns} from tenon.decisions d
    where d.entity = ${entity} and d.record_id = ${sql.value(record, 'uuid')} and d.kind <> 'waiting'
    order by d.id desc limit 5`);
  const people = decisions.flatMap(({ operator, by_id, detail }) => [operator, by_id, fromOf(detail)]);
  const names = await namesOf(context, people);
  for (const decision of decisions) sentences.push(...told(context, decision, names));
  if (sentences.length === 0) sentences.push(sentence(language, 'not-recalled'));
  const latest = waiting[0] ?? decisions[0];
  return { sentences, decision: latest ? bodyOf(latest) : null };
}

function told(
  context: Context,
  decision: DecisionRow,
  names: ReadonlyMap<string, string>,
): readonly string[] {
  const { language } = context.viewer;
  const nameOf = (id: string | null) => (id === null ? '—' : (names.get(id) ?? '—'));
  const values = {
    operator: nameOf(decision.operator),
    by: nameOf(decision.by_id),
    at: moment(context, decision.at),
  };
  if (decision.kind === 'claim') {
    return [
      sentence(language, 'claimed', {
        ...values,
        queue: queueLabel(context, String(decision.detail?.queue)),
      }),
    ];
  }
  if (decision.kind === 'handover') return [sentence(language, 'handed-over', values)];
  if (decision.kind === 'ownership') {
    const from = nameOf(fromOf(decision.detail));
    return [sentence(language, 'owner-changed', { ...values, from, source: decision.reason ?? '' })];
  }
  const rule = ruleLabel(context, decision.rule);
  return [
    sentence(language, 'given', { ...values, rule, release: decision.release }),
    decision.candidates === 1
      ? sentence(language, 'candidates.one')
      : sentence(language, 'candidates.many', { count: decision.candidates }),
    ...(decision.candidates > 1 ? strategyTold(context, decision) : []),
    ...(decision.detail?.tie === true ? [sentence(language, 'tie')] : []),
    ...excludedTold(language, decision),
  ];
}

function strategyTold(context: Context, { rule, score }: DecisionRow): readonly string[] {
  const { language } = context.viewer;
  const { model, registry } = context.release;
  const strategy = registry.assignmentStrategies.get(model.assignmentRules.get(rule ?? '')?.strategy ?? '');
  if (!strategy) return [];
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  const parts = strategy.parts.flatMap(({ id, label }) => {
    const value = score[id];
    // Below zero stands for "never", which the other parts explain.
    return value === undefined || value < 0 ? [] : [`${textIn(label, language)} ${number.format(value)}`];
  });
  if (parts.length === 0)
    return [sentence(language, 'strategy-alone', { strategy: textIn(strategy.label, language) })];
  return [
    sentence(language, 'strategy', {
      strategy: textIn(strategy.label, language),
      parts: listText(language, parts),
    }),
  ];
}

function excludedTold(language: Language, { excluded }: DecisionRow): readonly string[] {
  const reasons = Object.entries(excluded).filter(([, count]) => count > 0);
  if (reasons.length === 0) return [];
  const texts = reasons
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => exclusionText(language, reason, count));
  return [sentence(language, 'excluded', { reasons: listText(language, texts) })];
}

function priorityTold({ viewer, release }: Context, task: TaskRow): readonly string[] {
  const { language } = viewer;
  const labels = release.model.taskTypes.get(task.task_type)?.priority ?? [];
  const parts = labels.flatMap(({ id, label }) => {
    const score = task.priority_parts[id];
    return score === undefined || Number(score) === 0 ? [] : [`${textIn(label, language, id)} ${score}`];
  });
  if (parts.length === 0) return [];
  return [sentence(language, 'priority', { priority: task.priority, parts: listText(language, parts) })];
}

async function isFollowUp(context: Context, task: TaskRow): Promise<boolean> {
  const rows = await queryable(context).query(sql`
    select from tenon.task_events
    where task = ${sql.value(task.id, 'uuid')} and action = 'create' and detail ? 'followUpOf'`);
  return rows.length > 0;
}

function bodyOf(row: DecisionRow): DecisionBody {
  return {
    id: row.id,
    at: row.at,
    rule: row.rule ?? '',
    release: row.release,
    run: row.run ?? '',
    record: row.record_id,
    operator: row.operator,
    candidates: row.candidates,
    excluded: Object.entries(row.excluded).map(([reason, count]) => ({ reason, count })),
    score: row.score,
  };
}

function fromOf(detail: DecisionRow['detail']): string | null {
  const from = detail?.from;
  return typeof from === 'string' ? from : null;
}

function ruleLabel({ release, viewer }: Context, rule: string | null): string {
  return textIn(release.model.assignmentRules.get(rule ?? '')?.label, viewer.language, rule ?? '');
}

function queueLabel({ release, viewer }: Context, queue: string): string {
  return textIn(release.model.queues.get(queue)?.label, viewer.language, queue);
}

function moment({ viewer }: Context, at: string): string {
  return DateTime.fromISO(at, { zone: viewer.timeZone })
    .setLocale(viewer.language)
    .toLocaleString(DateTime.DATETIME_MED);
}
