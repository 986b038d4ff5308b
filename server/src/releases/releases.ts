/** Releases of one node: the live one at hand, and the operations on them. */
import type { DocumentRef, Problem } from '@tenon/documents';
import { documentPath } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import type { AdjustmentsBody, ConversionBody, DocumentChange, PlanBody, ReleaseBody } from '@tenon/model';
import type { FieldSecrets, ServerRegistry } from '@tenon/plugin-api';
import type { Database, Queryable } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { defaultPatience, type LockPatience } from '../tables/locks.ts';
import { settle } from '../tables/settle.ts';
import { type Adjustments, adjustmentsOf, noAdjustments } from './adjustments.ts';
import { changesBetween } from './changes.ts';
import { configurationOf, type StoredDocument } from './configuration.ts';
import { cancelConversion, listConversions } from './conversions.ts';
import { doctor, type Finding } from './doctor.ts';
import {
  type DraftAnswer,
  draftTexts,
  putDocument,
  readDraft,
  rebaseDraft,
  removeDocument,
  resetDraft,
} from './drafts.ts';
import { compareTables } from './enact.ts';
import { type LiveRelease, liveRelease } from './live.ts';
import { type Loaded, load } from './load.ts';
import { plan } from './plan.ts';
import { establish, publish } from './publish.ts';
import { clearStages, stagesLeft } from './staging.ts';
import { documentsOf, generationsOf, history, liveNumber, type Publisher, releasesChannel } from './store.ts';

export interface ReleasesOptions {
  readonly db: Database;
  readonly registry: ServerRegistry;
  /** For field types that seal values. */
  readonly secrets?: FieldSecrets;
  /** ISO 8601 in UTC. */
  readonly now: () => string;
  /** How often to look for a release that no notification told of. */
  readonly pollMs?: number;
  /** How long requests may still be bound to the release before; what it had is moved aside after that. */
  readonly graceMs?: number;
  readonly patience?: LockPatience;
  /** Told of failures in the background. */
  readonly report?: (error: unknown) => void;
  /** Called before each step of a publish; what it throws undoes all of it. For tests of faults. */
  readonly faults?: (step: string) => Promise<void>;
}

export interface PublishInput {
  /** The texts of all documents of the configuration; the shared draft when absent. */
  readonly documents?: readonly string[];
  /** The release that they were made from. */
  readonly base: number;
  readonly note: string;
  readonly by: Publisher | null;
  readonly adjustments?: AdjustmentsBody;
}

type DraftSaved = { readonly revision: number; readonly problems: readonly Problem[] };
type Handler = (release: LiveRelease, changes: readonly DocumentChange[]) => void;

export interface Releases {
  /** Sets up what is missing, loads the live release and goes on to follow it. */
  start(): Promise<void>;
  /** Waits for what runs in the background. */
  stop(): Promise<void>;
  current(): LiveRelease;
  /** Called on each node when another release becomes live there. Returns what ends it. */
  onChange(handler: (release: LiveRelease) => void): () => void;
  /** The same, with what changed in the documents. */
  onPublished(handler: Handler): () => void;
  /** What publishing these documents would do; without any, the draft. */
  plan(documents?: readonly string[], adjustments?: AdjustmentsBody): Promise<PlanBody>;
  publish(input: PublishInput): Promise<ReleaseBody>;
  /** A new release with the documents of that one; columns that it had come back with their values. */
  rollback(number: number, by: Publisher | null, note?: string): Promise<ReleaseBody>;
  /** Newest first. */
  history(): Promise<readonly ReleaseBody[]>;
  /** Values that are or were carried over for a publish, the newest first. */
  conversions(): Promise<readonly ConversionBody[]>;
  /** The publish that it is for fails then, and leaves everything as it was. */
  cancelConversion(id: string): Promise<ConversionBody>;
  documentsOf(number: number): Promise<readonly StoredDocument[]>;
  /** What a release changed against the one before. */
  changesOf(number: number): Promise<readonly DocumentChange[]>;
  /** Path → text of each document of a release; of the live one by default. */
  export(number?: number): Promise<ReadonlyMap<string, string>>;
  draft(): Promise<DraftAnswer>;
  putDraftDocument(kind: string, id: string, content: string, revision: number): Promise<DraftSaved>;
  removeDraftDocument(kind: string, id: string, revision: number): Promise<DraftSaved>;
  resetDraft(revision?: number): Promise<void>;
  rebaseDraft(revision: number, keep: 'draft' | 'live'): Promise<void>;
  doctor(): Promise<readonly Finding[]>;
  /** Builds indexes and moves aside what is due; returns whether nothing is left to do now. */
  settle(): Promise<boolean>;
}

export function createReleases(options: ReleasesOptions): Releases {
  return new Node(options);
}

/** Pauses between attempts to build an index that failed grow up to this many minutes. */
const longestPauseMinutes = 10;

/** What is not moved aside so long after its time is worth a finding. */
const overdueMs = 300_000;

class Node implements Releases {
  readonly #options: Required<Omit<ReleasesOptions, 'secrets'>> & Pick<ReleasesOptions, 'secrets'>;
  readonly #changed = new Set<Handler>();
  #loaded: Loaded | undefined;
  #timer: NodeJS.Timeout | undefined;
  #graceTimer: NodeJS.Timeout | undefined;
  #unlisten: (() => Promise<void>) | undefined;
  #following: Promise<unknown> = Promise.resolve();
  #background: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(options: ReleasesOptions) {
    this.#options = {
      pollMs: 5_000,
      graceMs: 15_000,
      patience: defaultPatience,
      report: () => {},
      faults: async () => {},
      ...options,
    };
  }

  async start(): Promise<void> {
    const { db, pollMs } = this.#options;
    await establish(this.#options);
    await this.#follow();
    this.#unlisten = await db.listen(releasesChannel, () => this.#inBackground(() => this.#follow()));
    this.#timer = setInterval(() => this.#inBackground(() => this.#tick()), pollMs);
    this.#timer.unref();
    this.#inBackground(() => this.#settleIfDue());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    clearTimeout(this.#graceTimer);
    await this.#unlisten?.();
    await this.#background;
    await this.#following;
  }

  current(): LiveRelease {
    return this.#present.release;
  }

  onChange(handler: (release: LiveRelease) => void): () => void {
    return this.onPublished((release) => handler(release));
  }

  onPublished(handler: Handler): () => void {
    this.#changed.add(handler);
    return () => this.#changed.delete(handler);
  }

  async plan(documents?: readonly string[], adjustments: AdjustmentsBody = {}): Promise<PlanBody> {
    const texts = documents ?? (await draftTexts(this.#options)).texts;
    await this.#follow();
    const { release, documents: before } = this.#present;
    const configuration = configurationOf(texts, this.#options.registry);
    return await plan(this.#options, release, before, configuration, adjustmentsOf(adjustments));
  }

  async publish({ documents, base, note, by, adjustments: given = {} }: PublishInput): Promise<ReleaseBody> {
    const adjustments = adjustmentsOf(given);
    if (documents) return await this.#publish({ texts: documents, base, note, by, adjustments });
    const { texts, draft } = await draftTexts(this.#options);
    // A draft that conflicts with what is live still stands on its old base, so that it is refused below.
    return await this.#publish({
      texts,
      base: Math.min(base, draft.base),
      note,
      by,
      draft: draft.revision,
      adjustments,
    });
  }

  async rollback(
    number: number,
    by: Publisher | null,
    note = `Roll back to release ${number}`,
  ): Promise<ReleaseBody> {
    if (number < 1) throw new TenonError('not-found', `There is no release ${number}`);
    const documents = await documentsOf(this.#options.db, number);
    const base = (await liveNumber(this.#options.db)) ?? 0;
    const texts = documents.map(({ content }) => content);
    const adjustments: Adjustments = { ...noAdjustments, accept: 'all' };
    return await this.#publish({ texts, base, note, by, rollbackOf: number, adjustments });
  }

  async history(): Promise<readonly ReleaseBody[]> {
    return await history(this.#options.db);
  }

  async conversions(): Promise<readonly ConversionBody[]> {
    return await listConversions(this.#options.db);
  }

  async cancelConversion(id: string): Promise<ConversionBody> {
    return await cancelConversion(this.#options.db, id);
  }

  async documentsOf(number: number): Promise<readonly StoredDocument[]> {
    return await documentsOf(this.#options.db, number);
  }

  async changesOf(number: number): Promise<readonly DocumentChange[]> {
    const { db, registry } = this.#options;
    const after = await documentsOf(db, number);
    const [row] = await db.query<{ parent: number | null }>(
      sql`select parent from tenon.releases where number = ${number}`,
    );
    const before = row?.parent == null ? [] : await documentsOf(db, row.parent);
    return changesBetween(before, after, registry);
  }

  async export(number?: number): Promise<ReadonlyMap<string, string>> {
    const documents = await documentsOf(this.#options.db, number ?? this.current().number);
    return new Map(documents.map((document) => [documentPath(document), document.content]));
  }

  async draft(): Promise<DraftAnswer> {
    return await readDraft(this.#options);
  }

  async putDraftDocument(kind: string, id: string, content: string, revision: number): Promise<DraftSaved> {
    return await putDocument(this.#options, { kind, id, content }, revision);
  }

  async removeDraftDocument(kind: string, id: string, revision: number): Promise<DraftSaved> {
    const ref: DocumentRef = { kind, id };
    return await removeDocument(this.#options, ref, revision);
  }

  async resetDraft(revision?: number): Promise<void> {
    await resetDraft(this.#options, revision);
  }

  async rebaseDraft(revision: number, keep: 'draft' | 'live'): Promise<void> {
    await rebaseDraft(this.#options, revision, keep);
  }

  async doctor(): Promise<readonly Finding[]> {
    await this.#follow();
    const overdue = this.#ago(this.#options.graceMs + overdueMs);
    // One snapshot, so that work under way is not taken for damage.
    return await this.#options.db.transaction((tx) => doctor(tx, this.current(), overdue), {
      isolation: 'repeatable read',
      readOnly: true,
      statementTimeoutMs: 0,
    });
  }

  async settle(): Promise<boolean> {
    const { db, registry, patience, faults: step } = this.#options;
    const cleared = await clearStages(this.#options);
    for (;;) {
      await this.#follow();
      const { model, number: release } = this.current();
      const generations = await generationsOf(db, release);
      const { desired } = await compareTables(db, { model, registry, release, generations });
      const stillLive = async (tx: Queryable) => (await liveNumber(tx)) === release;
      const before = this.#graceEnd();
      const done = await settle(db, { release, desired, before, patience, stillLive, step });
      // What was published meanwhile may want other indexes than those that were built.
      if (await stillLive(db)) return done && cleared;
    }
  }

  get #present(): Loaded {
    if (!this.#loaded) throw new Error('Releases were used before start()');
    return this.#loaded;
  }

  async #publish(input: {
    readonly texts: readonly string[];
    readonly base: number;
    readonly note: string;
    readonly by: Publisher | null;
    readonly rollbackOf?: number;
    readonly draft?: number;
    readonly adjustments: Adjustments;
  }): Promise<ReleaseBody> {
    const { texts, ...rest } = input;
    await this.#follow();
    const { registry, secrets } = this.#options;
    const configuration = configurationOf(texts, registry);
    const number = await publish(this.#options, {
      configuration,
      ...rest,
      live: this.#present.release,
      target: (release) => liveRelease(release, configuration.model, registry, secrets),
    });
    await this.#follow();
    this.#inBackground(() => this.#settleIfDue());
    clearTimeout(this.#graceTimer);
    const later = setTimeout(() => this.#inBackground(() => this.#settleIfDue()), this.#options.graceMs + 50);
    this.#graceTimer = later.unref();
    const [body] = await history(this.#options.db, number);
    if (!body) throw new Error(`Release ${number} was published and is not there`);
    return body;
  }

  /** Loads the live release when it is another one. Calls wait for each other. */
  #follow(): Promise<void> {
    const turn = this.#following.then(async () => {
      const { db, registry, secrets } = this.#options;
      const number = await liveNumber(db);
      const before = this.#loaded;
      if (number === undefined || before?.release.number === number) return;
      this.#loaded = await load(db, number, registry, secrets);
      if (!before) return;
      const changes = changesBetween(before.documents, this.#loaded.documents, registry);
      for (const handler of this.#changed) this.#tell(handler, this.#loaded.release, changes);
    });
    this.#following = turn.catch(() => {});
    return turn;
  }

  #tell(handler: Handler, release: LiveRelease, changes: readonly DocumentChange[]): void {
    try {
      handler(release, changes);
    } catch (error) {
      this.#options.report(error);
    }
  }

  async #tick(): Promise<void> {
    await this.#follow();
    await this.#settleIfDue();
  }

  async #settleIfDue(): Promise<void> {
    const [row] = await this.#options.db.query<{ due: boolean }>(sql`
      select exists (select from tenon.retired where aside is null and at <= ${this.#graceEnd()})
        or exists (select from tenon.pending_steps where tried_at is null
          or tried_at < now() - least(attempts, ${longestPauseMinutes}::integer) * interval '1 minute')
        or ${stagesLeft} as due`);
    if (row?.due) await this.settle();
  }

  /** What was retired before this time is used by nobody. */
  #graceEnd(): string {
    return this.#ago(this.#options.graceMs);
  }

  #ago(ms: number): string {
    return new Date(Date.parse(this.#options.now()) - ms).toISOString();
  }

  #inBackground(work: () => Promise<unknown>): void {
    if (this.#stopped) return;
    this.#background = this.#background.then(async () => {
      try {
        await work();
      } catch (error) {
        if (!this.#stopped) this.#options.report(error);
      }
    });
  }
}
