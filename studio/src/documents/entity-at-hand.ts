import { type DocumentRef, readDocument } from '@tenon/documents';
import type { Model } from '@tenon/model';
import { useLocation } from 'react-router';
import { useDraft, useDraftStore } from './draft-context.tsx';
import type { DraftDocument } from './draft-store.ts';
import { hrefOf } from './kinds.ts';

/**
 * The entity that a new document is most likely about: that of the document on screen, else of what was edited last, else
 * the first that is the organisation's own.
 */
export function useEntityAtHand(model: Model): string {
  const { documents } = useDraft();
  const store = useDraftStore();
  const { pathname } = useLocation();
  const onScreen = documents.find((document) => hrefOf(document) === pathname);
  const candidates: readonly (DocumentRef | undefined)[] = [onScreen, ...store.editedLast()];
  for (const ref of candidates) {
    const document = documents.find(({ kind, id }) => kind === ref?.kind && id === ref.id);
    const entity = document && entityIdOf(document);
    if (entity !== undefined && model.entities.has(entity)) return entity;
  }
  const all = [...model.entities.values()];
  return (all.find(({ builtIn }) => !builtIn) ?? all[0])?.id ?? '';
}

function entityIdOf({ kind, id, content }: DraftDocument): string | undefined {
  if (kind === 'entity') return id;
  const { value } = readDocument(content);
  const entity =
    typeof value === 'object' && value !== null ? (value as { entity?: unknown }).entity : undefined;
  return typeof entity === 'string' ? entity : undefined;
}
