import { describe, expect, it } from '@jest/globals';
import type { DraftBody, ProblemDetails } from '@tenon/model';
import { ApiError, ConnectionError } from '@tenon/runtime/preview';
import { DraftStore, keyOf } from './draft-store.ts';

const account = { kind: 'entity', id: 'account' };
const deal = { kind: 'entity', id: 'deal' };

/** A server with one draft over release 1, as far as the store asks of it. */
function server() {
  const base = new Map([
    ['entity/account', 'A1'],
    ['entity/deal', 'D1'],
  ]);
  const edits = new Map<string, string | null>();
  let revision = 0;
  let up = true;
  const problem = (code: string, status: number): ApiError =>
    new ApiError({ type: 'about:blank', title: code, detail: code, status, code } satisfies ProblemDetails);
  const write = (key: string, content: string | null, given: number) => {
    if (!up) throw new ConnectionError('down');
    if (given !== revision) throw problem('draft-conflict', 409);
    if (content === 'refused') throw problem('invalid-input', 400);
    edits.set(key, content);
    revision += 1;
    return { revision, problems: [] };
  };
  return {
    edits,
    setUp: (next: boolean) => {
      up = next;
    },
    /** What a colleague does. */
    other: (key: string, content: string | null) => write(key, content, revision),
    api: {
      draft: async () => {
        if (!up) throw new ConnectionError('down');
        const keys = [...new Set([...base.keys(), ...edits.keys()])];
        return {
          base: 1,
          live: 1,
          revision,
          documents: keys.flatMap((key): DraftBody['documents'][number][] => {
            const [kind = '', id = ''] = key.split('/');
            const content = edits.has(key) ? edits.get(key) : base.get(key);
            if (content === null)
              return [{ kind, id, content: base.get(key) ?? '', state: 'removed' as const }];
            return [{ kind, id, content: content ?? '', state: 'changed' as const }];
          }),
        };
      },
      releaseDocuments: async () =>
        [...base].map(([key, content]) => ({
          kind: key.split('/')[0] ?? '',
          id: key.split('/')[1] ?? '',
          content,
        })),
      putDocument: async (ref: { kind: string; id: string }, content: string, given: number) =>
        write(keyOf(ref), content, given),
      removeDocument: async (ref: { kind: string; id: string }, given: number) =>
        write(keyOf(ref), null, given),
      resetDraft: async () => undefined,
      rebaseDraft: async () => undefined,
    },
  };
}

async function opened() {
  const there = server();
  const store = new DraftStore({ api: there.api, quietMs: 60_000, retryMs: 60_000 });
  await store.refresh();
  const of = (id: string) => store.snapshot().documents.find((document) => document.id === id);
  return { there, store, of };
}

describe('the draft in this browser', () => {
  it('shows an edit at once and saves it', async () => {
    const { there, store, of } = await opened();
    store.edit(account, 'A2');
    expect(of('account')).toMatchObject({ content: 'A2', state: 'changed', base: 'A1' });
    expect(store.snapshot()).toMatchObject({ saving: 'waiting', changes: 1 });
    expect(await store.flush()).toBe(true);
    expect(there.edits.get('entity/account')).toBe('A2');
    expect(store.snapshot()).toMatchObject({ saving: 'saved', revision: 1 });
  });

  it('saves under a new revision when a colleague changed another document', async () => {
    const { there, store, of } = await opened();
    there.other('entity/deal', 'D2');
    store.edit(account, 'A2');
    expect(await store.flush()).toBe(true);
    expect(there.edits.get('entity/account')).toBe('A2');
    expect(of('deal')?.content).toBe('D2');
  });

  it('keeps both sides when a colleague changed the same document, until one is chosen', async () => {
    const { there, store, of } = await opened();
    there.other('entity/account', 'A3');
    store.edit(account, 'A2');
    expect(await store.flush()).toBe(false);
    expect(of('account')).toMatchObject({ content: 'A2', theirs: 'A3' });
    expect(there.edits.get('entity/account')).toBe('A3');
    store.settle(account, 'mine');
    expect(await store.flush()).toBe(true);
    expect(there.edits.get('entity/account')).toBe('A2');
  });

  it('takes the other side when that is chosen', async () => {
    const { there, store, of } = await opened();
    there.other('entity/account', 'A3');
    store.edit(account, 'A2');
    await store.flush();
    store.settle(account, 'theirs');
    expect(of('account')?.content).toBe('A3');
    expect(await store.flush()).toBe(true);
  });

  it('loses nothing while the server is away', async () => {
    const { there, store, of } = await opened();
    there.setUp(false);
    store.edit(account, 'A2');
    expect(await store.flush()).toBe(false);
    expect(store.snapshot().saving).toBe('offline');
    expect(of('account')?.content).toBe('A2');
    there.setUp(true);
    expect(await store.flush()).toBe(true);
    expect(there.edits.get('entity/account')).toBe('A2');
  });

  it('says what is refused, keeps it, and saves the rest', async () => {
    const { there, store, of } = await opened();
    store.edit(account, 'refused');
    store.edit(deal, 'D2');
    await store.flush();
    expect(of('account')).toMatchObject({ content: 'refused', refused: 'invalid-input' });
    expect(there.edits.get('entity/deal')).toBe('D2');
    expect(store.snapshot().saving).toBe('refused');
  });

  it('removes, restores and adds', async () => {
    const { there, store, of } = await opened();
    store.edit(account, null);
    expect(of('account')).toMatchObject({ state: 'removed', content: 'A1' });
    store.revert(account);
    expect(of('account')).toMatchObject({ state: 'same', content: 'A1' });
    store.edit({ kind: 'view', id: 'mine' }, 'V1');
    expect(of('mine')).toMatchObject({ state: 'added' });
    await store.flush();
    expect(there.edits.get('view/mine')).toBe('V1');
  });
});
