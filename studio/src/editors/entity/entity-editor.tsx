import { GenericEditor } from '../generic/generic-editor.tsx';

export function EntityEditor() {
  return <GenericEditor />;
}
