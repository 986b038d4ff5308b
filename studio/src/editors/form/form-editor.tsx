import { GenericEditor } from '../generic/generic-editor.tsx';

export function FormEditor() {
  return <GenericEditor />;
}
