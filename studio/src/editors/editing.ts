import type { Problem } from '@tenon/documents';
import { createContext, use } from 'react';
import type { ReferenceContext } from '../references/index.ts';

/** What every visual editor stands on: the document as a value, how to change it, and what is wrong where. */
export interface Editing {
  readonly reference: ReferenceContext;
  readonly problems: readonly Problem[];
  readonly onChange: (document: unknown) => void;
}

const EditingContext = createContext<Editing | undefined>(undefined);
export const EditingProvider = EditingContext;

export function useEditing(): Editing {
  const editing = use(EditingContext);
  if (!editing) throw new Error('useEditing stands outside an EditingProvider');
  return editing;
}
