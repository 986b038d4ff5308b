import { createContext, type ReactNode, use } from 'react';
import type { StudioApi } from './studio-api.ts';

const ApiContext = createContext<StudioApi | undefined>(undefined);

export function StudioApiProvider({
  api,
  children,
}: {
  readonly api: StudioApi;
  readonly children: ReactNode;
}) {
  return <ApiContext value={api}>{children}</ApiContext>;
}

/** The server, for components below a StudioApiProvider. */
export function useStudioApi(): StudioApi {
  const api = use(ApiContext);
  if (!api) throw new Error('useStudioApi stands outside a StudioApiProvider');
  return api;
}
