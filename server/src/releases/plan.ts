/** What a publish would do, without doing any of it. */
import { sql } from '@tenon/expressions';
import { type PlanBody, planProblem } from '@tenon/model';
import type { ServerRegistry } from '@tenon/plugin-api';
import type { Database } from '../database/index.ts';
import { changedGroups } from '../records/derived/index.ts';
import { safetyOf, type TableChange } from '../tables/changes.ts';
import { checkData } from '../tables/checks.ts';
import { physicalOf } from '../tables/physical.ts';
import { render } from '../tables/render.ts';
import { listRetired } from '../tables/retired.ts';
import { inWords, type Naming } from '../tables/words.ts';
import type { Adjustments } from './adjustments.ts';
import { sourcesOf } from './carrying.ts';
import { changesBetween } from './changes.ts';
import { type Configuration, digestOf, type StoredDocument } from './configuration.ts';
import { compareTables } from './enact.ts';
import { decisions, impactOf } from './impact.ts';
import { type LiveRelease, liveRelease } from './live.ts';
import { namesIn } from './names-in.ts';
import { generationsOf, nextNumber } from './store.ts';

export interface PlanDeps {
  readonly db: Database;
  readonly registry: ServerRegistry;
}

export async function plan(
  { db, registry }: PlanDeps,
  live: LiveRelease,
  before: readonly StoredDocument[],
  configuration: Configuration,
  adjustments: Adjustments,
): Promise<PlanBody> {
  const { documents, model, problems, publishable } = configuration;
  const changes = changesBetween(before, documents, registry);
  if (!publishable) return { problems, changes, tables: [], impact: [], empty: false };

  const release = await nextNumber(db);
  const generations = await generationsOf(db, live.number);
  const target = liveRelease(release, model, registry);
  const passing = { live, target, adjustments };
  const sources = sourcesOf(passing, generations);
  const found = await compareTables(db, { model, registry, release, generations, sources });
  const physical = physicalOf(model, registry);
  const { actual, foreign } = found;
  const pointerTo = pointersIn(documents);
  const data = await checkData(db, {
    changes: found.changes,
    actual,
    physical,
    before: live.model.entities,
    pointerTo,
  });
  const foreignProblems = foreign.map((name) => {
    const document = { kind: 'entity', id: name.split('.')[1] ?? name };
    const hint = 'Rename it in the database, or use another id.';
    return planProblem('storage-foreign', document, '', { name }, { hint });
  });
  const now = new Date().toISOString();
  const impact = await impactOf(db, { passing, changes: found.changes, actual, now });
  const naming = namesIn(model, live.model);
  const underWay = await alreadyDecided(db);
  const changesAhead = found.changes.filter((change) => !underWay(change));
  return {
    problems: [...problems, ...foreignProblems, ...data, ...decisions(impact, target, pointerTo)],
    changes,
    tables: [
      ...changesAhead.map((change) => described(change, naming)),
      ...(await computations(db, live, target, naming)),
    ],
    impact: impact.map((one) => ({ ...one, label: naming(`${one.entity}.${one.of}`) })),
    empty: changesAhead.length === 0 && digestOf(before) === digestOf(documents),
  };
}

/** Roll-ups that are worked out for the records that are there, in the background after the publish. */
async function computations(
  db: Database,
  live: LiveRelease,
  target: LiveRelease,
  naming: Naming,
): Promise<PlanBody['tables']> {
  const steps: PlanBody['tables'][number][] = [];
  for (const { entity, rollups } of changedGroups(live, target)) {
    if (!live.model.entities.has(entity)) continue;
    const [row] = await db.query<{ count: string }>(sql`select count(*) from ${sql.id('records', entity)}`);
    const count = Number(row?.count);
    if (count === 0) continue;
    const names = rollups.map(({ field }) => naming(`${entity}.${field.id}`));
    const [en, zh] = [names.map((name) => name.en).join(', '), names.map((name) => name['zh-CN']).join('、')];
    steps.push({
      change: 'work_out',
      safety: 'needs_backfill',
      text: {
        en: `Work out ${en} for ${count} records, after publishing`,
        'zh-CN': `发布后为 ${count} 条记录计算${zh}`,
      },
      sql: [],
    });
  }
  return steps;
}

/** What the last publish decided and left for afterwards is no part of the next one. */
async function alreadyDecided(db: Database): Promise<(change: TableChange) => boolean> {
  const retired = (await listRetired(db)).filter(({ aside }) => aside === undefined);
  const waiting = new Set(retired.map(({ of, generation }) => `${of} ${generation}`));
  const steps = await db.query<{ name: string }>(sql`select name from tenon.pending_steps`);
  const indexes = new Set(steps.map(({ name }) => name));
  return (change) =>
    safetyOf(change) === 'retires' && 'mark' in change
      ? waiting.has(`${change.mark.of} ${change.mark.generation}`)
      : change.kind === 'create_index' && indexes.has(change.index.name);
}

function described(change: TableChange, naming: Naming): PlanBody['tables'][number] {
  return {
    change: change.kind,
    safety: safetyOf(change),
    text: inWords(change, naming),
    sql: render(change).map((statement) => statement.compile().text),
  };
}

/** Where a field, or a combination that is unique, is written in the document of its entity. */
function pointersIn(documents: readonly StoredDocument[]): (entity: string, field: string) => string {
  return (entity, field) => {
    const document = documents.find(({ kind, id }) => kind === 'entity' && id === entity);
    const { fields = [], uniques = [] } = (document ? JSON.parse(document.content) : {}) as {
      readonly fields?: readonly { readonly id?: unknown }[];
      readonly uniques?: readonly { readonly id?: unknown }[];
    };
    const index = fields.findIndex(({ id }) => id === field);
    if (index >= 0) return `/fields/${index}`;
    const together = uniques.findIndex(({ id }) => id === field);
    return together < 0 ? '' : `/uniques/${together}`;
  };
}
