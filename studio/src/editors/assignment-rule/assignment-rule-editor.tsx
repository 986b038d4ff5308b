import { GenericEditor } from '../generic/generic-editor.tsx';

export function AssignmentRuleEditor() {
  return <GenericEditor />;
}
