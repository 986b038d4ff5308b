import type { Problem } from '@tenon/documents';
import { createContext, use } from 'react';
import type { ReferenceContext } from '../references/index.ts';

/** What every visual editor stands on: the document as a value, how to change it, and what is wrong where. */
export interface Editing {
  readonly reference: ReferenceContext;
  readonly problems: readonly Problem[];
  /** Changes the newest document, which may be newer than the one that is drawn: two changes of one moment both last. */
  readonly onChange: (change: (document: unknown) => unknown) => void;
}

const EditingContext = createContext<Editing | undefined>(undefined);
export const EditingProvider = EditingContext;

export function useEditing(): Editing {
  const editing = use(EditingContext);
  if (!editing) throw new Error('useEditing stands outside an EditingProvider');
  return editing;
}
