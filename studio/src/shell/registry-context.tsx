import type { BrowserRegistry } from '@tenon/plugin-api';
import { createContext, type ReactNode, use } from 'react';

const RegistryContext = createContext<Promise<BrowserRegistry> | undefined>(undefined);

export function RegistryProvider({
  registry,
  children,
}: {
  readonly registry: Promise<BrowserRegistry>;
  readonly children: ReactNode;
}) {
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

/** Everything that plugins contribute. Suspends until they are loaded. */
export function useLoadedRegistry(): BrowserRegistry {
  const registry = use(RegistryContext);
  if (!registry) throw new Error('useLoadedRegistry stands outside a RegistryProvider');
  return use(registry);
}
