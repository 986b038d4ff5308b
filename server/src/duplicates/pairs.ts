/** The queue of suspected pairs, and what people say of them. */
import { textIn } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import type { DuplicatePair, DuplicatePairPage, DuplicateVerdict, PairState, RecordBody } from '@tenon/model';
import { type Context, queryable } from '../context.ts';
import { TenonError } from '../errors.ts';
import { isId } from '../ids.ts';
import { areReady } from '../log/kept/index.ts';
import { entityFor } from '../query/authorize.ts';
import { invalidCursor } from '../query/cursor.ts';
import { ownPaths } from '../query/parse.ts';
import { findRecords, notFound } from '../records/find.ts';
import { matchIndex } from './index/match-index.ts';
import { rulesOfEntity } from './rules.ts';
import { isOpenTo } from './suspects.ts';

const mostOnPage = 100;
/** Pairs that are looked at for one page, so that somebody who may read few records waits no longer. */
const mostLooked = 1_000;

export interface PairsAsked {
  readonly state?: PairState;
  readonly after?: string;
  readonly limit?: number;
}

interface PairRow {
  readonly rule: string;
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly state: PairState;
}

/** Pairs both of whose records the viewer may read, best first. Needs the right to merge. */
export async function listPairs(
  context: Context,
  entityId: string,
  { state = 'open', after, limit = 20 }: PairsAsked,
): Promise<DuplicatePairPage> {
  const entity = entityFor(context, entityId, 'merge');
  if (!Number.isInteger(limit) || limit < 1 || limit > mostOnPage)
    throw new TenonError('limit-exceeded', `A page of pairs has 1 to ${mostOnPage} entries`);
  const rules = rulesOfEntity(context.release, entityId).filter((match) => isOpenTo(context, match));
  const labels = new Map(rules.map(({ rule }) => [rule.id, rule.label]));
  const items: DuplicatePair[] = [];
  let cursor = after === undefined ? undefined : cursorOf(after);
  let more = true;
  for (let looked = 0; items.length < limit && more && looked < mostLooked; ) {
    const rows = await pairRows(context, entityId, [...labels.keys()], state, cursor, mostOnPage);
    looked += rows.length;
    more = rows.length === mostOnPage;
    const ids = [...new Set(rows.flatMap(({ a, b }) => [a, b]))];
    const found = ids.length
      ? await findRecords(context, entityId, ids, { paths: ownPaths(context, entity), titles: true })
      : [];
    const records = new Map(found.map(({ record }) => [record.id, record]));
    for (const row of rows) {
      cursor = row;
      const pair = pairOf(context, row, records, labels);
      if (pair) items.push(pair);
      if (items.length === limit) {
        more ||= row !== rows.at(-1);
        break;
      }
    }
  }
  return {
    items,
    next:
      more && cursor
        ? Buffer.from(JSON.stringify([cursor.score, cursor.a, cursor.b, cursor.rule])).toString('base64url')
        : null,
    ready: await areReady(context, matchIndex, rules),
  };
}

function pairOf(
  { locale }: Context,
  { rule, a, b, score, state }: PairRow,
  records: ReadonlyMap<string, RecordBody>,
  labels: ReadonlyMap<string, Parameters<typeof textIn>[0]>,
): DuplicatePair | undefined {
  const first = records.get(a);
  const second = records.get(b);
  if (!first || !second) return undefined;
  const label = textIn(labels.get(rule) ?? rule, locale.language, rule);
  return { rule: { id: rule, label }, score: Math.round(score * 100) / 100, state, records: [first, second] };
}

type Cursor = Pick<PairRow, 'score' | 'a' | 'b' | 'rule'>;

function cursorOf(text: string): Cursor {
  try {
    const [score, a, b, rule]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof score === 'number' && isId(a) && isId(b) && typeof rule === 'string')
      return { score, a: String(a), b: String(b), rule };
  } catch {
    // Told below, as any other text that we did not give out.
  }
  throw invalidCursor();
}

async function pairRows(
  context: Context,
  entity: string,
  rules: readonly string[],
  state: PairState,
  cursor: Cursor | undefined,
  limit: number,
): Promise<readonly PairRow[]> {
  const after = cursor
    ? sql`and (-p.score, p.a, p.b, p.rule) > (-(${sql.value(cursor.score, 'double precision')}), ${sql.value(cursor.a, 'uuid')}, ${sql.value(cursor.b, 'uuid')}, ${cursor.rule})`
    : sql.empty;
  return await queryable(context).query<PairRow>(sql`
    select p.rule, p.a, p.b, p.score::double precision as score, p.state from tenon.duplicate_pairs p
    where p.entity = ${entity} and p.rule = any(${sql.value([...rules], 'text[]')}) and p.state = ${state} ${after}
    order by -p.score, p.a, p.b, p.rule limit ${sql.value(limit, 'bigint')}`);
}

/** Says of two records that they are two, or takes it back; for every rule by which they match. */
export async function decidePair(context: Context, verdict: DuplicateVerdict): Promise<void> {
  const { entity, records, state } = verdict;
  entityFor(context, entity, 'merge');
  const [a, b] = [...records].sort();
  if (a === undefined || b === undefined || !isId(a) || !isId(b)) throw notFound(entity);
  const found = await findRecords(context, entity, [a, b], { paths: [], action: 'merge' });
  if (found.length < 2) throw notFound(entity);
  if (!found.every(({ may }) => may))
    throw new TenonError('not-allowed', `You may not merge these records of ${entity}`);
  const by = sql.value(context.viewer.id, 'uuid');
  const at = sql.value(context.moment.now, 'timestamptz');
  const changed = await queryable(context).query(sql`
    update tenon.duplicate_pairs set state = ${state}, decided_by = ${by}, decided_at = ${at}
    where entity = ${entity} and a = ${sql.value(a, 'uuid')} and b = ${sql.value(b, 'uuid')} and state in ('open', 'not-duplicate')
    returning rule`);
  if (changed.length === 0) throw new TenonError('not-found', 'These records are no pair');
}
