import { GenericEditor } from '../generic/generic-editor.tsx';

export function SegmentationEditor() {
  return <GenericEditor />;
}
