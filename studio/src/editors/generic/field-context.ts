import { type ComponentType, createContext, use } from 'react';
import type { SchemaNode } from '../../references/index.ts';

export interface ValueFieldProps {
  readonly name: string;
  readonly node: SchemaNode;
  readonly required: boolean;
  readonly pointer: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** Objects and lists draw fields, which draw objects and lists: the circle closes here. */
export const FieldContext = createContext<ComponentType<ValueFieldProps> | undefined>(undefined);

/** The component that draws one member of a document. */
export function useValueField(): ComponentType<ValueFieldProps> {
  const field = use(FieldContext);
  if (!field) throw new Error('useValueField stands outside a FieldContext');
  return field;
}
