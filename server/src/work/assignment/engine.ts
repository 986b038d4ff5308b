/** From recalled records and operators to who gets what. Reads, and writes nothing. */
import type { Moment } from '@tenon/expressions';
import type { AssignmentRuleModel } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/index.ts';
import type { LiveRelease } from '../../releases/live.ts';
import { type Conditions, conditionsOf } from './conditions.ts';
import { type MatchGroup, type MatchResult, match } from './match.ts';
import { holds } from './pair.ts';
import {
  type OperatorRecall,
  type RecalledOperator,
  type RecalledRecord,
  recallOperators,
  recallRecords,
} from './recall.ts';

export interface Plan {
  readonly recall: OperatorRecall;
  readonly records: readonly RecalledRecord[];
  readonly result: MatchResult;
}

export interface EngineOptions {
  readonly seed: string | undefined;
  /** Set for a run: operators stay as they are until the transaction ends. */
  readonly hold: boolean;
}

export async function planAssignment(
  db: Queryable,
  context: Context,
  rule: AssignmentRuleModel,
  { seed, hold }: EngineOptions,
): Promise<Plan> {
  const { release, moment } = context;
  const conditions = conditionsOf(release, rule);
  const recall = await recallOperators(db, context, rule, conditions, hold);
  const { operators } = recall;
  const split = await recallRecords(db, context, { rule, conditions, operators, inDatabase: false });
  const many = new Set(split.map(signatureOf)).size > mostSignatures;
  const records = many
    ? await recallRecords(db, context, { rule, conditions, operators, inDatabase: true })
    : split;
  const { groups, groupOf } = groupRecords(release, moment, conditions, recall, records);
  const strategy = release.registry.assignmentStrategies.require(rule.strategy);
  const result = match({
    operators: recall.operators,
    groups,
    records: groupOf,
    strategy,
    seed,
    lastTurn: recall.lastTurn,
  });
  return { recall, records, result };
}

/** With more distinct sets of record values than this, evaluating them here would hold up other requests. */
const mostSignatures = 2_000;

function signatureOf({ conditions, lapsedBy }: RecalledRecord): string {
  return JSON.stringify([conditions, lapsedBy]);
}

/** Records with equal values on their side of every condition are decided together. */
function groupRecords(
  release: LiveRelease,
  moment: Moment,
  conditions: Conditions,
  recall: OperatorRecall,
  records: readonly RecalledRecord[],
): { readonly groups: readonly MatchGroup[]; readonly groupOf: readonly number[] } {
  const groups: MatchGroup[] = [];
  const bySignature = new Map<string, number>();
  const groupOf = records.map((record) => {
    const signature = signatureOf(record);
    const known = bySignature.get(signature);
    if (known !== undefined) return known;
    const index = groups.push(groupFor(release, moment, conditions, recall, record)) - 1;
    bySignature.set(signature, index);
    return index;
  });
  return { groups, groupOf };
}

function groupFor(
  release: LiveRelease,
  moment: Moment,
  conditions: Conditions,
  recall: OperatorRecall,
  record: RecalledRecord,
): MatchGroup {
  const excluded: Record<string, number> = { ...recall.excluded };
  const members: number[] = [];
  recall.operators.forEach((operator, index) => {
    const reason = reasonAgainst(release, moment, conditions, record, operator);
    if (reason) excluded[reason] = (excluded[reason] ?? 0) + 1;
    else members.push(index);
  });
  return { members, excluded };
}

function reasonAgainst(
  release: LiveRelease,
  moment: Moment,
  { all, pair, rightsOf }: Conditions,
  record: RecalledRecord,
  operator: RecalledOperator,
): 'pair' | 'no-access' | 'lapsed-before' | undefined {
  const test = (index: number): boolean => {
    const side = record.conditions[index];
    const condition = all[index]?.split;
    if (side && 'holdsFor' in side) return side.holdsFor.includes(operator.id);
    if (!condition || !side) throw new Error('A condition was not recalled');
    return holds(condition, release.registry.rules, moment, side.parts, operator.parts[index] ?? []);
  };
  if (record.lapsedBy === operator.id) return 'lapsed-before';
  if (pair !== undefined && !test(pair)) return 'pair';
  const rights = rightsOf(operator.roles);
  return rights === 'all' || rights.some(test) ? undefined : 'no-access';
}
