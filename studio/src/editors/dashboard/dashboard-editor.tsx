import { GenericEditor } from '../generic/generic-editor.tsx';

export function DashboardEditor() {
  return <GenericEditor />;
}
