import { GenericEditor } from '../generic/generic-editor.tsx';

export function RoleEditor() {
  return <GenericEditor />;
}
