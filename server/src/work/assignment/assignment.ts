import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@tenon/expressions';
import type { AssignmentResult, AssignmentRuleModel, RuleRunBody } from '@tenon/model';
import { type Context, queryable, within } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { titlesOf } from '../../query/titles.ts';
import type { Records } from '../../records/records.ts';
import { asSystem, demand } from '../contexts.ts';
import { roomForSets, tryLock } from '../locks.ts';
import { waitingText } from '../why/sentences.ts';
import type { Assignment, RunOptions } from '../work.ts';
import { type Plan, planAssignment } from './engine.ts';
import { type Written, writePlan } from './write.ts';

/** One statement of a run may take its time; readers are not held up by it. */
const statementTimeoutMs = 300_000;
/** How long a run waits for its turn. */
const patienceMs = 300_000;
const shown = 100;
/** The gate takes so many records at once. */
const bulkSize = 1_000;

export function createAssignment(records: Records): Assignment {
  return {
    async simulate(context, id, { seed } = {}) {
      demand(context, 'manage_work');
      const rule = ruleOf(context, id);
      return context.db.transaction(
        async (tx) => {
          const plan = await planAssignment(tx, context, rule, { seed, hold: false });
          return present(within(context, tx), rule, 'simulation', plan);
        },
        { isolation: 'repeatable read', readOnly: true, statementTimeoutMs },
      );
    },

    async run(context, id, options = {}) {
      demand(context, 'manage_work');
      const rule = ruleOf(context, id);
      if (!rule.enabled) throw new TenonError('state-conflict', `The assignment rule '${id}' is off`);
      return inTurn(context, async (tx) => {
        if (!(await tryLock(tx, 'assignment'))) return undefined;
        return runRule(records, within(context, tx), tx, rule, options);
      });
    },

    async runs(context, id, limit = 50) {
      demand(context, 'manage_work');
      const rows = await queryable(context).query<RuleRunBody>(sql`
        select id as run, at, release, recalled, assigned, waiting from tenon.runs
        where rule = ${ruleOf(context, id).id} order by at desc, id desc
        limit ${sql.value(Math.min(Math.max(1, Math.trunc(limit)), 200), 'bigint')}`);
      return rows;
    },
  };
}

/** Runs wait for each other without holding a connection, as there may be more of them than connections. */
async function inTurn(
  context: Context,
  attempt: (tx: Transaction) => Promise<AssignmentResult | undefined>,
): Promise<AssignmentResult> {
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    const result = await context.db.transaction(attempt, { statementTimeoutMs, retry: true });
    if (result) return result;
    await sleep(20 + Math.random() * 180);
  }
  throw new TenonError('timed-out', 'Other assignment runs are still under way');
}

/**
 * All or nothing: recalled, matched and written in one transaction. Runs wait for each other, so that no two count the
 * same free capacity; the lock comes first, as later statements then see what the run before has committed.
 */
async function runRule(
  records: Records,
  context: Context,
  tx: Transaction,
  rule: AssignmentRuleModel,
  { seed, slot }: RunOptions,
): Promise<AssignmentResult> {
  const done = slot === undefined ? undefined : await resultOfSlot(tx, rule, slot);
  if (done) return done;
  await roomForSets(tx);
  const run = newId();
  const plan = await planAssignment(tx, context, rule, { seed, hold: true });
  const written = await writePlan(tx, context, rule, run, plan);
  if (rule.takeOwnership) await takeOwnership(records, context, rule, plan, written);
  const result = await present(context, rule, run, plan, written);
  const { release, viewer, moment } = context;
  await tx.query(sql`
    insert into tenon.runs (id, rule, release, slot, seed, by_id, at, recalled, assigned, waiting, result)
    values (${sql.value(run, 'uuid')}, ${rule.id}, ${sql.value(release.number, 'integer')},
      ${sql.value(slot ?? null, 'text')}, ${sql.value(seed ?? null, 'text')}, ${sql.value(viewer.id, 'uuid')},
      ${sql.value(moment.now, 'timestamptz')}, ${sql.value(result.recalled, 'integer')},
      ${sql.value(result.assigned, 'integer')}, ${sql.value(result.waiting, 'integer')},
      ${sql.value(JSON.stringify(result), 'jsonb')})`);
  tx.announce('tenon_tasks');
  return result;
}

async function resultOfSlot(
  tx: Transaction,
  rule: AssignmentRuleModel,
  slot: string,
): Promise<AssignmentResult | undefined> {
  const [row] = await tx.query<{ result: AssignmentResult }>(
    sql`select result from tenon.runs where rule = ${rule.id} and slot = ${slot}`,
  );
  return row?.result;
}

/** Owners change through the gate, which keeps a decision for each. */
async function takeOwnership(
  records: Records,
  context: Context,
  rule: AssignmentRuleModel,
  { recall }: Plan,
  { given }: Written,
): Promise<void> {
  const system: Context = { ...asSystem(context), source: 'assignment' };
  for (const [index, ids] of given) {
    const owner = recall.operators[index]?.id;
    for (let at = 0; at < ids.length; at += bulkSize) {
      await records.bulk(system, rule.taskType.entity.id, {
        action: 'update',
        ids: ids.slice(at, at + bulkSize),
        values: { owner },
      });
    }
  }
}

async function present(
  context: Context,
  rule: AssignmentRuleModel,
  run: string,
  { recall, records, result }: Plan,
  written?: Written,
): Promise<AssignmentResult> {
  const { language } = context.viewer;
  const reasons = new Map<string, number>();
  let planned = 0;
  for (const { reason } of result.matches) {
    if (reason === undefined) planned += 1;
    else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const first = records.slice(0, shown);
  const titles = await titlesOf(
    context,
    rule.taskType.entity.id,
    first.map(({ id }) => id),
  );
  return {
    run,
    rule: rule.id,
    recalled: records.length,
    assigned: written?.assigned ?? planned,
    waiting: records.length - planned,
    reasons: [...reasons].map(([reason, count]) => ({ reason, count, text: waitingText(language, reason) })),
    operators: recall.operators.map(({ id, name, load, capacity, weight }, index) => ({
      id,
      name,
      before: load,
      after: load + (written ? (written.given.get(index)?.length ?? 0) : (result.given[index] ?? 0)),
      capacity: capacity ?? null,
      weight,
    })),
    assignments: first.map((record, index) => {
      const match = result.matches[index];
      const operator = match?.operator === undefined ? undefined : recall.operators[match.operator];
      return {
        record: record.id,
        title: titles.get(record.id) ?? '',
        operator: operator?.id ?? null,
        reason: match?.reason ?? null,
      };
    }),
  };
}

export function ruleOf({ release }: Context, id: string): AssignmentRuleModel {
  const rule = release.model.assignmentRules.get(id);
  if (!rule) throw new TenonError('not-found', `There is no assignment rule '${id}'`);
  return rule;
}
