export { AddDocumentDialog } from './add-document-dialog.tsx';
export { DocumentTree } from './document-tree.tsx';
export { DraftProvider, useDraft, useDraftDocument, useDraftStore } from './draft-context.tsx';
export {
  type DocumentState,
  type DraftDocument,
  type DraftSnapshot,
  DraftStore,
  keyOf,
  refOf,
} from './draft-store.ts';
export { hrefOf, iconOfKind, orderedKinds } from './kinds.ts';
export { idFrom, pluralOf } from './names.ts';
export { RebaseBanner } from './rebase-banner.tsx';
export { StateMark } from './state-mark.tsx';
export { useKindName, useLabelOf } from './use-label-of.ts';
