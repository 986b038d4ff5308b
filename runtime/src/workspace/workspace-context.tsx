import type { AppConfig, Capability, RecordBody, SessionBody } from '@tenon/model';
import type { Locale, RecordLookup } from '@tenon/plugin-api';
import { createContext, type ReactNode, use } from 'react';

/** What every page stands on: who looks, under which configuration, and how values are written for them. */
export interface Workspace {
  readonly config: AppConfig;
  readonly user: SessionBody['user'];
  readonly locale: Locale;
  readonly lookup: RecordLookup;
  /** One record, for conditions of forms that look through a relation. */
  readonly read: (entity: string, id: string) => Promise<RecordBody>;
  readonly can: (capability: Capability) => boolean;
}

const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export function WorkspaceProvider({
  workspace,
  children,
}: {
  readonly workspace: Workspace;
  readonly children: ReactNode;
}) {
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>;
}

export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace stands outside a WorkspaceProvider');
  return workspace;
}
