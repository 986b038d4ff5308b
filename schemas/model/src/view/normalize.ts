import type { ViewDocument } from '@tenon/documents';

export type ViewLonghand = Omit<ViewDocument, 'type' | 'options'> &
  Required<Pick<ViewDocument, 'type' | 'options'>>;

export function normalizeView(document: ViewDocument): ViewLonghand {
  return { ...document, type: document.type ?? 'table', options: document.options ?? {} };
}
