import type { BrowserRegistry } from '@tenon/plugin-api';
import { createContext, type ReactNode, use } from 'react';

/** The registry, or the promise of it: field, view and tile types load beside the first page, not before it. */
export type RegistrySource = BrowserRegistry | Promise<BrowserRegistry>;

const RegistryContext = createContext<RegistrySource | undefined>(undefined);

export function RegistryProvider({
  registry,
  children,
}: {
  readonly registry: RegistrySource;
  readonly children: ReactNode;
}) {
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

/** Everything that plugins contribute. Suspends until they are loaded. */
export function useRegistry(): BrowserRegistry {
  const source = use(RegistryContext);
  if (!source) throw new Error('useRegistry stands outside a RegistryProvider');
  return source instanceof Promise ? use(source) : source;
}
