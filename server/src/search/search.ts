/** One box over every entity that the viewer may read. */
import { sql } from '@tenon/expressions';
import type { SearchBody } from '@tenon/model';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { areReady, createIndexKeeper, type IndexKeeper, type KeeperDependencies } from '../log/kept/index.ts';
import { rightsOf } from '../query/rights.ts';
import { visibleModel } from '../query/visible.ts';
import { CandidateSearch, type Candidates } from './candidates.ts';
import { hitsOf, type RankedHit } from './hits.ts';
import { searchedEntities } from './index/fields.ts';
import { searchIndex } from './index/search-index.ts';
import { limits } from './limits.ts';
import { type Question, questionOf } from './text/question.ts';

export interface SearchRequest {
  readonly text: string;
  /** All that the viewer may read when absent. */
  readonly entities?: readonly string[];
  readonly limit?: number;
}

export interface Search extends IndexKeeper {
  /** Throws `invalid-input` or `limit-exceeded`. Without a word that can be looked for there are no hits. */
  search(context: Context, request: SearchRequest): Promise<SearchBody>;
}

export function createSearch(deps: KeeperDependencies): Search {
  return { ...createIndexKeeper(searchIndex, deps), search: searchRecords };
}

async function searchRecords(context: Context, request: SearchRequest): Promise<SearchBody> {
  // Parse.
  const question = questionIn(request.text);
  const limit = Math.min(request.limit ?? limits.defaultHits, limits.hits);

  // Authorize: what may not be read does not exist.
  const visible = visibleModel(context.release, rightsOf(context));
  const asked = (id: string) => request.entities?.includes(id) ?? true;
  const searched = [...searchedEntities(context.release).values()].filter(
    ({ id }) => visible.entity(id) && asked(id),
  );
  const entities = searched.map(({ id }) => id);

  // Look into the index, then at the records themselves.
  const ready = await areReady(context, searchIndex, searched);
  const written = await candidatesOf(context, entities, question, 'written');
  let hits = await readAll(context, written, question);
  let more = written.more;
  if (hits.length < limits.few) {
    const similar = await candidatesOf(context, entities, question, 'misspelt');
    const known = new Set(hits.map(({ hit }) => hit.id));
    hits = [...hits, ...(await readAll(context, similar, question)).filter(({ hit }) => !known.has(hit.id))];
    more = new Set([...more, ...similar.more]);
  }

  // Present.
  hits.sort(byRank);
  const counts = new Map<string, number>();
  for (const { hit } of hits) counts.set(hit.entity, (counts.get(hit.entity) ?? 0) + 1);
  return {
    hits: hits.slice(0, limit).map(({ hit }) => hit),
    entities: [...counts].map(([entity, count]) => ({ entity, count, more: more.has(entity) })),
    ready,
  };
}

function questionIn(text: string): Question {
  if (text.length > limits.textLength) {
    throw new TenonError('limit-exceeded', `A search has at most ${limits.textLength} characters`);
  }
  if (text.includes('\0') || !text.isWellFormed()) {
    throw new TenonError('invalid-input', 'The text of a search must be text');
  }
  return questionOf(text);
}

/** What was found in the time that one search has; the rest is for a better question. */
async function candidatesOf(
  context: Context,
  entities: readonly string[],
  question: Question,
  how: 'written' | 'misspelt',
): Promise<Candidates> {
  let search: CandidateSearch | undefined;
  try {
    await context.db.transaction(
      async (tx) => {
        // The planner knows too little of how numbers go together: a walk through all entries is never what is wanted.
        await tx.query(sql`select set_config('enable_seqscan', 'off', true)`);
        search = new CandidateSearch(context, tx, entities);
        if (how === 'misspelt') return search.asMisspelt(question);
        if (question.id !== undefined) await search.byId(question.id);
        await search.asWritten(question);
      },
      { readOnly: true, statementTimeoutMs: limits.statementTimeoutMs },
    );
  } catch (error) {
    if (!isTimeout(error)) throw error;
    search?.cutOff();
  }
  return search?.result() ?? { found: [], more: new Set() };
}

async function readAll(context: Context, { found }: Candidates, question: Question): Promise<RankedHit[]> {
  const byEntity = Map.groupBy(found.slice(0, limits.read), ({ entity }) => entity);
  const hits: RankedHit[] = [];
  for (const [entity, candidates] of byEntity) {
    const searched = searchedEntities(context.release).get(entity);
    if (searched) hits.push(...(await hitsOf(context, searched, candidates, question)));
  }
  return hits;
}

function byRank(a: RankedHit, b: RankedHit): number {
  for (const [index, rank] of a.ranks.entries()) {
    const other = b.ranks[index] ?? 0;
    if (rank !== other) return other - rank;
  }
  return a.hit.id < b.hit.id ? 1 : -1;
}

/** SQLSTATE query_canceled. */
function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown }).code === '57014';
}
