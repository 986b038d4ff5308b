/** The shared draft: edits over a base release, guarded by a revision. */
import { type DocumentRef, documentKinds, type Problem, readDocument } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import type { DraftBody } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';
import type { Database, Queryable } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { newId } from '../ids.ts';
import { byPlace, configurationOf, keyOf, type StoredDocument } from './configuration.ts';
import { documentsOf, liveNumber } from './store.ts';

/** A document as the draft wants it; `content` null removes it. */
export interface Edit extends DocumentRef {
  readonly content: string | null;
}

export interface Draft {
  readonly base: number;
  readonly revision: number;
  readonly edits: readonly Edit[];
  /** Documents that the draft and a release published since both changed; as long as there are any, `base` stays. */
  readonly conflicts: readonly DocumentRef[];
}

export type DraftAnswer = DraftBody & { readonly conflicts: readonly DocumentRef[] };

export interface DraftDeps {
  readonly db: Database;
  readonly registry: Registry;
  readonly now: () => string;
}

const main = 'main';

/** The draft, brought onto the live release when nothing stands against it. */
export async function readDraft({ db, now }: DraftDeps): Promise<DraftAnswer> {
  return await db.transaction(async (tx) => {
    const live = (await liveNumber(tx)) ?? 0;
    const draft = await current(tx, live, now());
    const base = await documentsOf(tx, draft.base);
    const { base: number, revision, conflicts } = draft;
    return { base: number, live, revision, documents: bodies(base, draft.edits), conflicts };
  });
}

/** The texts of all documents as the draft wants them. */
export async function draftTexts(deps: DraftDeps): Promise<{ texts: string[]; draft: DraftAnswer }> {
  const draft = await readDraft(deps);
  const texts = draft.documents.filter(({ state }) => state !== 'removed').map(({ content }) => content);
  return { texts, draft };
}

/** Saves one document of the draft, finished or not. */
export async function putDocument(
  deps: DraftDeps,
  document: StoredDocument,
  revision: number,
): Promise<{ readonly revision: number; readonly problems: readonly Problem[] }> {
  assertPlace(deps.registry, document);
  assertInPlace(document);
  const next = await edit(deps, document, revision);
  const { texts } = await draftTexts(deps);
  return { revision: next, problems: configurationOf(texts, deps.registry).problems };
}

/** The draft no longer has the document. */
export async function removeDocument(
  deps: DraftDeps,
  ref: DocumentRef,
  revision: number,
): Promise<{ readonly revision: number; readonly problems: readonly Problem[] }> {
  assertPlace(deps.registry, ref);
  const next = await edit(deps, { ...ref, content: null }, revision);
  const { texts } = await draftTexts(deps);
  return { revision: next, problems: configurationOf(texts, deps.registry).problems };
}

/** Throws away all edits. */
export async function resetDraft({ db, now }: DraftDeps, revision?: number): Promise<void> {
  await db.transaction(async (tx) => {
    const live = (await liveNumber(tx)) ?? 0;
    const draft = await current(tx, live, now());
    if (revision !== undefined && revision !== draft.revision) throw stale(draft.revision);
    await save(tx, { base: live, revision: draft.revision + 1, edits: [], conflicts: [] }, now());
  });
}

/** Settles conflicts with a release published beneath: keeps the draft's side or takes the live one. */
export async function rebaseDraft(
  { db, now }: DraftDeps,
  revision: number,
  keep: 'draft' | 'live',
): Promise<void> {
  await db.transaction(async (tx) => {
    const live = (await liveNumber(tx)) ?? 0;
    const draft = await current(tx, live, now());
    if (revision !== draft.revision) throw stale(draft.revision);
    const dropped = new Set(keep === 'live' ? draft.conflicts.map(keyOf) : []);
    const documents = new Map(
      (await documentsOf(tx, live)).map((document) => [keyOf(document), document.content]),
    );
    const edits = draft.edits.filter(
      (one) => !dropped.has(keyOf(one)) && (documents.get(keyOf(one)) ?? null) !== one.content,
    );
    await save(tx, { base: live, revision: revision + 1, edits, conflicts: [] }, now());
  });
}

/** Part of a publish of the draft: it is empty afterwards and starts from the new release. */
export async function clearDraft(
  tx: Queryable,
  { revision, base, at }: { readonly revision: number; readonly base: number; readonly at: string },
): Promise<void> {
  const [row] = await tx.query<{ revision: number }>(
    sql`select revision from tenon.drafts where name = ${main} for update`,
  );
  if ((row?.revision ?? 0) !== revision) throw stale(row?.revision ?? 0);
  await save(tx, { base, revision: revision + 1, edits: [], conflicts: [] }, at);
}

/** What becomes of edits when another release takes the place of their base. */
export function rebase(
  edits: readonly Edit[],
  base: readonly StoredDocument[],
  live: readonly StoredDocument[],
): { readonly edits: readonly Edit[]; readonly conflicts: readonly DocumentRef[] } {
  const before = new Map(base.map((document) => [keyOf(document), document.content]));
  const after = new Map(live.map((document) => [keyOf(document), document.content]));
  const kept = edits.filter((one) => (after.get(keyOf(one)) ?? null) !== one.content);
  const conflicts = kept
    .filter((one) => before.get(keyOf(one)) !== after.get(keyOf(one)))
    .map(({ kind, id }) => ({ kind, id }));
  return { edits: kept, conflicts };
}

async function edit({ db, now }: DraftDeps, wanted: Edit, revision: number): Promise<number> {
  return await db.transaction(async (tx) => {
    const live = (await liveNumber(tx)) ?? 0;
    const draft = await current(tx, live, now());
    if (revision !== draft.revision) throw stale(draft.revision);
    const base = await documentsOf(tx, draft.base);
    const original = base.find((document) => keyOf(document) === keyOf(wanted))?.content ?? null;
    const others = draft.edits.filter((one) => keyOf(one) !== keyOf(wanted));
    const edits = wanted.content === original ? others : [...others, wanted];
    await save(tx, { ...draft, revision: revision + 1, edits }, now());
    return revision + 1;
  });
}

/** Locks the draft, makes it if need be, and moves it onto the live release if nothing conflicts. */
async function current(tx: Queryable, live: number, at: string): Promise<Draft> {
  await tx.query(sql`
    insert into tenon.drafts (id, name, base, revision, updated_at) values (${newId()}, ${main}, ${live}, 0, ${at})
    on conflict (name) do nothing`);
  const [row] = await tx.query<{ base: number; revision: number }>(
    sql`select base, revision from tenon.drafts where name = ${main} for update`,
  );
  const edits = await tx.query<Edit>(sql`
    select e.kind, e.id, e.content from tenon.draft_documents e join tenon.drafts d on d.id = e.draft
    where d.name = ${main}`);
  const draft = { base: row?.base ?? live, revision: row?.revision ?? 0, edits, conflicts: [] };
  if (draft.base === live) return draft;
  const rebased = rebase(edits, await documentsOf(tx, draft.base), await documentsOf(tx, live));
  if (rebased.conflicts.length > 0) return { ...draft, conflicts: rebased.conflicts };
  const moved = { ...draft, base: live, revision: draft.revision + 1, edits: rebased.edits };
  await save(tx, moved, at);
  return moved;
}

async function save(tx: Queryable, { base, revision, edits }: Draft, at: string): Promise<void> {
  await tx.query(sql`
    insert into tenon.drafts (id, name, base, revision, updated_at)
    values (${newId()}, ${main}, ${base}, ${revision}, ${at})
    on conflict (name) do update
      set base = excluded.base, revision = excluded.revision, updated_at = excluded.updated_at`);
  await tx.query(sql`
    delete from tenon.draft_documents e using tenon.drafts d where d.id = e.draft and d.name = ${main}`);
  await tx.query(sql`
    insert into tenon.draft_documents (draft, kind, id, content)
    select d.id, e.kind, e.id, e.content
    from tenon.drafts d cross join unnest(${edits.map(({ kind }) => kind)}::text[],
      ${edits.map(({ id }) => id)}::text[], ${edits.map(({ content }) => content)}::text[]) as e (kind, id, content)
    where d.name = ${main}`);
}

function bodies(base: readonly StoredDocument[], edits: readonly Edit[]): DraftBody['documents'] {
  const wanted = new Map(edits.map((one) => [keyOf(one), one]));
  const known = new Set(base.map(keyOf));
  const before = base.map(({ kind, id, content }) => {
    const change = wanted.get(keyOf({ kind, id }));
    if (!change) return { kind, id, content, state: 'same' as const };
    if (change.content === null) return { kind, id, content, state: 'removed' as const };
    return { kind, id, content: change.content, state: 'changed' as const };
  });
  const added = edits.flatMap(({ kind, id, content }) =>
    content === null || known.has(keyOf({ kind, id }))
      ? []
      : [{ kind, id, content, state: 'added' as const }],
  );
  return [...before, ...added].sort(byPlace);
}

const documentId = /^[a-z][a-z0-9_]{0,47}$/;

/** A draft may hold what is unfinished, but nothing under a name that no document can have. */
function assertPlace(registry: Registry, { kind, id }: DocumentRef): void {
  const known = documentKinds.some((one) => one.kind === kind) || registry.documentKinds.get(kind);
  if (known && documentId.test(id)) return;
  const what = known
    ? `'${id.slice(0, 60)}' is no id of a document`
    : `There is no kind '${kind.slice(0, 60)}'`;
  throw new TenonError('invalid-input', what);
}

function assertInPlace({ kind, id, content }: StoredDocument): void {
  const { value } = readDocument(content);
  if (typeof value !== 'object' || value === null) return;
  const { kind: writtenKind, id: writtenId } = value as Record<string, unknown>;
  if ((writtenKind ?? kind) === kind && (writtenId ?? id) === id) return;
  const message = `The document says that it is ${String(writtenKind)}/${String(writtenId)}, not ${kind}/${id}`;
  throw new TenonError('invalid-input', message);
}

function stale(revision: number): TenonError {
  return new TenonError('draft-conflict', 'The draft was changed meanwhile', { current: { revision } });
}
