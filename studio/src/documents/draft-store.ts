import type { DocumentRef } from '@tenon/documents';
import { ApiError, ConnectionError } from '@tenon/runtime/preview';
import type { Draft, StudioApi } from '../api/index.ts';

export type DocumentState = 'same' | 'added' | 'changed' | 'removed';

export interface DraftDocument extends DocumentRef {
  readonly key: string;
  /** As it stands here, saved or not; for a removed document what it was. */
  readonly content: string;
  readonly state: DocumentState;
  /** In the release that the draft starts from. */
  readonly base: string | null;
  /** Somebody else changed it while it was being changed here; null when they removed it. */
  readonly theirs?: string | null;
  /** Why the server does not take it as it stands. */
  readonly refused?: string;
}

export interface DraftSnapshot {
  readonly base: number;
  readonly live: number;
  readonly revision: number;
  readonly documents: readonly DraftDocument[];
  /** Changed both here and in a release published beneath. */
  readonly conflicts: readonly DocumentRef[];
  readonly changes: number;
  readonly saving: 'saved' | 'waiting' | 'saving' | 'offline' | 'signed-out' | 'refused';
}

type DraftApi = Pick<
  StudioApi,
  'draft' | 'putDocument' | 'removeDocument' | 'releaseDocuments' | 'resetDraft' | 'rebaseDraft'
>;

export interface DraftStoreOptions {
  readonly api: DraftApi;
  /** Quiet time after typing before it is saved, in milliseconds. */
  readonly quietMs?: number;
  /** Pause before asking again when nobody answered. */
  readonly retryMs?: number;
}

export const keyOf = ({ kind, id }: DocumentRef): string => `${kind}/${id}`;
export function refOf(key: string): DocumentRef {
  const at = key.indexOf('/');
  return { kind: key.slice(0, at), id: key.slice(at + 1) };
}

/**
 * The shared draft as this browser sees it. Edits show at once and are saved one after the other under the draft's
 * revision; what cannot be saved stays here, whatever the reason.
 */
export class DraftStore {
  readonly #api: DraftApi;
  readonly #quietMs: number;
  readonly #retryMs: number;
  readonly #listeners = new Set<() => void>();
  #numbers = { base: 0, live: 0, revision: 0 };
  #base: ReadonlyMap<string, string> = new Map();
  /** The draft as the server last told it; null is removed. */
  #server = new Map<string, string | null>();
  /** What differs from it here. */
  #local = new Map<string, string | null>();
  #theirs = new Map<string, string | null>();
  #refused = new Map<string, string>();
  #conflicts: readonly DocumentRef[] = [];
  #edited: readonly string[] = [];
  #saving: DraftSnapshot['saving'] = 'saved';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<void> | undefined;
  #snapshot: DraftSnapshot | undefined;

  constructor({ api, quietMs = 700, retryMs = 3_000 }: DraftStoreOptions) {
    this.#api = api;
    this.#quietMs = quietMs;
    this.#retryMs = retryMs;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): DraftSnapshot => {
    this.#snapshot ??= this.#draw();
    return this.#snapshot;
  };

  /** Reads the draft anew; edits that are not saved yet stay. Rejects when the server cannot be asked. */
  async refresh(): Promise<void> {
    await this.#work;
    this.#take(await this.#api.draft());
    await this.#readBase();
    this.#changed();
  }

  /** A document as it stands here, be it drawn already or not; null when it is removed or unknown. */
  contentOf(ref: DocumentRef): string | null {
    const key = keyOf(ref);
    return (this.#local.has(key) ? this.#local.get(key) : this.#server.get(key)) ?? null;
  }

  /** What was edited here since the page was opened, the newest first. */
  editedLast(): readonly DocumentRef[] {
    return this.#edited.map(refOf);
  }

  /** Changes a document here and saves it soon; null removes it. */
  edit(ref: DocumentRef, content: string | null): void {
    const key = keyOf(ref);
    if (this.#edited[0] !== key) this.#edited = [key, ...this.#edited.filter((other) => other !== key)];
    this.#refused.delete(key);
    const known = this.#server.has(key) ? this.#server.get(key) : null;
    if (content === known && !this.#theirs.has(key)) this.#local.delete(key);
    else this.#local.set(key, content);
    this.#saving =
      this.#pending().length > 0 ? 'waiting' : this.#saving === 'waiting' ? 'saved' : this.#saving;
    this.#changed();
    this.#soon(this.#quietMs);
  }

  /** Back to what the base release says. */
  revert(ref: DocumentRef): void {
    this.edit(ref, this.#base.get(keyOf(ref)) ?? null);
  }

  /** Settles a document that somebody else changed meanwhile. */
  settle(ref: DocumentRef, keep: 'mine' | 'theirs'): void {
    const key = keyOf(ref);
    if (keep === 'theirs') this.#local.delete(key);
    this.#theirs.delete(key);
    this.#changed();
    this.#soon(0);
  }

  /** Saves what waits; true when nothing is left unsaved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#work;
    await this.#save();
    return this.#local.size === 0;
  }

  /** Throws away every change of the draft. */
  async reset(): Promise<void> {
    await this.flush();
    await this.#api.resetDraft(this.#numbers.revision);
    this.#local.clear();
    this.#theirs.clear();
    this.#refused.clear();
    await this.refresh();
  }

  /** Takes the live release as the base and settles documents changed on both sides. */
  async rebase(keep: 'draft' | 'live'): Promise<void> {
    await this.flush();
    await this.#api.rebaseDraft(this.#numbers.revision, keep);
    await this.refresh();
  }

  #soon(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), ms);
  }

  #save(): Promise<void> {
    this.#work ??= this.#saveAll().finally(() => {
      this.#work = undefined;
      this.#changed();
    });
    return this.#work;
  }

  async #saveAll(): Promise<void> {
    for (let [key] = this.#pending(); key !== undefined; [key] = this.#pending()) {
      this.#saving = 'saving';
      this.#changed();
      const content = this.#local.get(key) ?? null;
      try {
        const ref = refOf(key);
        const { revision } =
          content === null
            ? await this.#api.removeDocument(ref, this.#numbers.revision)
            : await this.#api.putDocument(ref, content, this.#numbers.revision);
        this.#numbers = { ...this.#numbers, revision };
        this.#keep(key, content);
      } catch (error) {
        if (!(await this.#recover(key, error))) return;
      }
    }
    this.#saving = this.#refused.size > 0 ? 'refused' : 'saved';
  }

  /** What is saved is no longer local, unless it was typed on meanwhile. */
  #keep(key: string, content: string | null): void {
    if (content === null && !this.#base.has(key)) this.#server.delete(key);
    else this.#server.set(key, content);
    if ((this.#local.get(key) ?? null) === content) this.#local.delete(key);
  }

  /** Whether saving can go on. */
  async #recover(key: string, error: unknown): Promise<boolean> {
    if (error instanceof ApiError && error.code === 'draft-conflict') {
      try {
        this.#take(await this.#api.draft());
        await this.#readBase();
        return true;
      } catch (again) {
        return this.#recover(key, again);
      }
    }
    if (error instanceof ApiError && error.status === 401) {
      this.#saving = 'signed-out';
    } else if (error instanceof ConnectionError || (error instanceof ApiError && error.status >= 500)) {
      this.#saving = 'offline';
    } else {
      this.#refused.set(key, error instanceof Error ? error.message : String(error));
      return true;
    }
    this.#soon(this.#retryMs);
    return false;
  }

  #pending(): readonly string[] {
    return [...this.#local.keys()].filter((key) => !this.#theirs.has(key) && !this.#refused.has(key));
  }

  #take(draft: Draft): void {
    const next = new Map(
      draft.documents.map((document) => [
        keyOf(document),
        document.state === 'removed' ? null : document.content,
      ]),
    );
    for (const [key, mine] of this.#local) {
      const now = next.get(key) ?? null;
      if (now === mine) this.#local.delete(key);
      else if (now !== (this.#server.get(key) ?? null)) this.#theirs.set(key, now);
    }
    this.#server = next;
    this.#numbers = { base: draft.base, live: draft.live, revision: draft.revision };
    this.#conflicts = draft.conflicts ?? [];
  }

  #baseRead = -1;
  async #readBase(): Promise<void> {
    const { base } = this.#numbers;
    if (this.#baseRead === base) return;
    const documents = base === 0 ? [] : await this.#api.releaseDocuments(base);
    this.#base = new Map(documents.map((document) => [keyOf(document), document.content]));
    this.#baseRead = base;
  }

  #changed(): void {
    this.#snapshot = undefined;
    for (const listener of this.#listeners) listener();
  }

  #draw(): DraftSnapshot {
    const keys = [...new Set([...this.#base.keys(), ...this.#server.keys(), ...this.#local.keys()])].sort();
    const documents = keys.flatMap((key) => {
      const base = this.#base.get(key) ?? null;
      const now = this.#local.has(key) ? (this.#local.get(key) ?? null) : (this.#server.get(key) ?? null);
      const content = now ?? base;
      if (content === null) return [];
      const refused = this.#refused.get(key);
      return [
        {
          ...refOf(key),
          key,
          content,
          base,
          state: stateOf(base, now),
          ...(this.#theirs.has(key) && { theirs: this.#theirs.get(key) ?? null }),
          ...(refused !== undefined && { refused }),
        },
      ];
    });
    return {
      ...this.#numbers,
      documents,
      conflicts: this.#conflicts,
      changes: documents.filter(({ state }) => state !== 'same').length,
      saving: this.#saving,
    };
  }
}

function stateOf(base: string | null, now: string | null): DocumentState {
  if (base === null) return 'added';
  if (now === null) return 'removed';
  return base === now ? 'same' : 'changed';
}
