/** One transaction from the release before to the new one, tables and all: whatever is killed, it is the old or the new. */
import { sql } from '@tenon/expressions';
import type { DocumentChange } from '@tenon/model';
import type { ServerRegistry } from '@tenon/plugin-api';
import type { Database, Queryable } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import type { TableChange } from '../tables/changes.ts';
import { type LockPatience, takePublishLock, withPatience } from '../tables/locks.ts';
import type { Adjustments } from './adjustments.ts';
import { carrierOf, type Passing, sourcesOf } from './carrying.ts';
import { changesBetween } from './changes.ts';
import { type Configuration, configurationOf } from './configuration.ts';
import { noteDone } from './conversions.ts';
import { clearDraft } from './drafts.ts';
import { compareTables, enact } from './enact.ts';
import { decisions, impactOf } from './impact.ts';
import type { LiveRelease } from './live.ts';
import { namesIn } from './names-in.ts';
import { type Staged, withStages } from './staging.ts';
import {
  documentsOf,
  generationsOf,
  insertRelease,
  liveNumber,
  makeLive,
  nextNumber,
  type Publisher,
  setGenerations,
} from './store.ts';

export interface PublishDeps {
  readonly db: Database;
  readonly registry: ServerRegistry;
  readonly now: () => string;
  readonly patience: LockPatience;
  /** Called before each step of a publish; what it throws undoes all of it. For tests of faults. */
  readonly faults: (step: string) => Promise<void>;
}

export interface PublishRequest {
  readonly configuration: Configuration;
  /** The release that the documents were made from. */
  readonly base: number;
  readonly note: string;
  readonly by: Publisher | null;
  /** The release whose documents and tables come back. */
  readonly rollbackOf?: number;
  /** The revision of the draft that is published, which is empty afterwards. */
  readonly draft?: number;
  /** The live release, as this process has it. */
  readonly live: LiveRelease;
  readonly adjustments: Adjustments;
  /** The configuration as the release of this number. */
  readonly target: (number: number) => LiveRelease;
}

/** Returns the number of the new release. */
export async function publish(deps: PublishDeps, request: PublishRequest): Promise<number> {
  const { configuration, base, note, by, rollbackOf, draft, live: before, adjustments } = request;
  if (!configuration.publishable) {
    const message = 'The configuration has problems that keep it from being published';
    throw new TenonError('invalid-configuration', message, { problems: configuration.problems });
  }
  const step = deps.faults;
  const target = request.target(await nextNumber(deps.db));
  const passing = { live: before, target, adjustments };
  const work = async (tx: Queryable, { names, conversion }: Staged) => {
    await step('begin');
    const live = (await liveNumber(tx)) ?? 0;
    if (live !== base) throw await conflict(tx, base, live, deps.registry);
    const number = await nextNumber(tx);
    const at = deps.now();

    await step('tables');
    const meant = await generationsOf(tx, rollbackOf ?? live);
    const wanted = {
      model: configuration.model,
      registry: deps.registry,
      release: number,
      generations: meant,
      sources: before.number === live ? sourcesOf(passing, await generationsOf(tx, live)) : undefined,
    };
    const carrier = carrierOf(passing, names);
    const generations = await enact(tx, wanted, { at, patience: deps.patience, step, carrier });

    await step('release');
    const { documents } = configuration;
    const release = {
      number,
      parent: live,
      at,
      by,
      note,
      rollbackOf: rollbackOf ?? null,
      documents,
      generations,
    };
    await insertRelease(tx, release);
    if (draft !== undefined) await clearDraft(tx, { revision: draft, base: number, at });

    await step('live');
    await makeLive(tx, number);
    if (conversion !== undefined) await noteDone(tx, conversion, number, at);
    await step('commit');
    return number;
  };
  const changes = base === before.number ? await carriesAhead(deps, request, passing) : [];
  const naming = namesIn(configuration.model, before.model);
  return await withStages(deps, { changes, passing, base, note, by, naming }, (staged) =>
    inPublishTransaction(deps, (tx) => work(tx, staged)),
  );
}

/** What the publish will carry over, as far as can be seen before it. */
async function carriesAhead(
  { db, registry, now }: PublishDeps,
  { configuration, base, rollbackOf }: PublishRequest,
  passing: Passing,
): Promise<readonly TableChange[]> {
  if ((await liveNumber(db)) !== base) return [];
  const target = {
    model: configuration.model,
    registry,
    release: passing.target.number,
    generations: await generationsOf(db, rollbackOf ?? base),
    sources: sourcesOf(passing, await generationsOf(db, base)),
  };
  const { changes, actual } = await compareTables(db, target);
  if (passing.adjustments.accept !== 'all') {
    const impact = await impactOf(db, { passing, changes, actual, now: now(), agreements: true });
    const problems = decisions(impact, passing.target).filter(({ severity }) => severity === 'error');
    const [first] = problems;
    if (first) throw new TenonError('invalid-configuration', first.message, { problems });
  }
  return changes;
}

/**
 * Sets up release 0, which has the built-in entities alone, and makes what a newer version of Tenon adds to the tables of
 * the live release. Several processes may start at once.
 */
export async function establish(deps: PublishDeps): Promise<void> {
  const step = deps.faults;
  await inPublishTransaction(deps, async (tx) => {
    const live = await liveNumber(tx);
    const texts = live === undefined ? [] : (await documentsOf(tx, live)).map(({ content }) => content);
    const configuration = configurationOf(texts, deps.registry);
    assertKnown(configuration, live ?? 0);
    const release = live ?? 0;
    const meant = live === undefined ? new Map<string, number>() : await generationsOf(tx, live);
    const target = { model: configuration.model, registry: deps.registry, release, generations: meant };
    const at = deps.now();
    // What is retired waits for its time; an upgrade never sets data aside by itself.
    const only = ({ kind }: TableChange) => kind !== 'retire_table' && kind !== 'retire_column';
    const generations = await enact(tx, target, { at, patience: deps.patience, step, only });
    if (live !== undefined) {
      if (!sameEntries(meant, generations))
        await setGenerations(tx, live, new Map([...meant, ...generations]));
      return;
    }
    const first = {
      number: 0,
      parent: null,
      at,
      by: null,
      note: '',
      rollbackOf: null,
      documents: [],
      generations,
    };
    await insertRelease(tx, first);
    await makeLive(tx, 0);
  });
}

/** A newer version may have published what this one does not know. */
export function assertKnown({ publishable, problems }: Configuration, number: number): void {
  if (publishable) return;
  const message = `Release ${number} does not compile here; was it published by a newer version of Tenon?`;
  throw new TenonError('invalid-configuration', message, { problems });
}

async function inPublishTransaction<T>(
  { db, patience }: PublishDeps,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  return await withPatience(patience, () =>
    db.transaction(
      async (tx) => {
        await takePublishLock(tx, patience);
        return await work(tx);
      },
      { statementTimeoutMs: 0 },
    ),
  );
}

async function conflict(
  tx: Queryable,
  base: number,
  live: number,
  registry: ServerRegistry,
): Promise<TenonError> {
  const [known] = await tx.query(sql`select from tenon.releases where number = ${base}`);
  if (!known) return new TenonError('not-found', `There is no release ${base}`);
  const [before, after] = [await documentsOf(tx, base), await documentsOf(tx, live)];
  const changes: readonly DocumentChange[] = changesBetween(before, after, registry);
  const message = `Release ${live} was published meanwhile; these documents were made from release ${base}`;
  return new TenonError('release-conflict', message, { current: { live, changes } });
}

function sameEntries(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return [...b].every(([key, value]) => a.get(key) === value);
}
