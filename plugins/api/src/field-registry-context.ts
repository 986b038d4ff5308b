import { type ComponentType, createContext, useContext } from 'react';
import type { BrowserFieldType, CellProps } from './field-type.ts';
import type { Lookup } from './registry.ts';

/** The field types of the running app, for views and tiles that show values of any type. */
export const FieldRegistryContext = createContext<Lookup<BrowserFieldType> | undefined>(undefined);

/** The browser half of a field type. Throws outside a FieldRegistryContext and on an unknown id. */
export function useFieldType(id: string): BrowserFieldType {
  const registry = useContext(FieldRegistryContext);
  if (!registry) throw new Error('There is no FieldRegistryContext around this component');
  return registry.require(id);
}

/** The component that shows values of a field type. */
export function useCell(id: string): ComponentType<CellProps> {
  return useFieldType(id).Cell;
}
