import { GenericEditor } from '../generic/generic-editor.tsx';
import { LiveSegments } from './live-segments.tsx';

/** A segmentation by its schema, with what it would do to the records of now. */
export function SegmentationEditor() {
  return (
    <>
      <LiveSegments />
      <GenericEditor />
    </>
  );
}
