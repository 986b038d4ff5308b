import type { DocumentRef } from '@tenon/documents';
import { createContext, type ReactNode, use, useEffect, useSyncExternalStore } from 'react';
import { type DraftDocument, type DraftSnapshot, type DraftStore, keyOf } from './draft-store.ts';

const DraftContext = createContext<DraftStore | undefined>(undefined);

/** How often to look for changes of others while the page is looked at, in milliseconds. */
const lookMs = 20_000;

export function DraftProvider({
  store,
  children,
}: {
  readonly store: DraftStore;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    const look = () => {
      // Without an answer the next look, or the next save, tells.
      if (document.visibilityState === 'visible') store.refresh().catch(() => undefined);
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (!['saved', 'refused'].includes(store.snapshot().saving)) event.preventDefault();
    };
    const timer = setInterval(look, lookMs);
    addEventListener('focus', look);
    addEventListener('beforeunload', warn);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', look);
      removeEventListener('beforeunload', warn);
    };
  }, [store]);
  return <DraftContext value={store}>{children}</DraftContext>;
}

export function useDraftStore(): DraftStore {
  const store = use(DraftContext);
  if (!store) throw new Error('useDraftStore stands outside a DraftProvider');
  return store;
}

export function useDraft(): DraftSnapshot {
  const store = useDraftStore();
  return useSyncExternalStore(store.subscribe, store.snapshot);
}

export function useDraftDocument(ref: DocumentRef): DraftDocument | undefined {
  const key = keyOf(ref);
  return useDraft().documents.find((document) => document.key === key);
}
