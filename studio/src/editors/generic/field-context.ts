import { type ComponentType, createContext, createElement, use } from 'react';
import type { SchemaNode } from '../../references/index.ts';

export interface ValueFieldProps {
  readonly name: string;
  readonly node: SchemaNode;
  readonly required: boolean;
  readonly pointer: string;
  readonly value: unknown;
  /** Takes a value, or a function of the newest one: what is drawn may be older. */
  readonly onChange: (next: unknown) => void;
}

/** Objects and lists draw fields, which draw objects and lists: the circle closes here. */
export const FieldContext = createContext<ComponentType<ValueFieldProps> | undefined>(undefined);

/** One member of a document, drawn by the component of the FieldContext around it. */
export function MemberField(props: ValueFieldProps) {
  const field = use(FieldContext);
  if (!field) throw new Error('MemberField stands outside a FieldContext');
  return createElement(field, props);
}
