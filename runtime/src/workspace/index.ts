export { createRecordLookup, recordHref, recordTitle } from './record-lookup.ts';
export { useWorkspace, type Workspace, WorkspaceProvider } from './workspace-context.tsx';
