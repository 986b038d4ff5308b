import { GenericEditor } from '../generic/generic-editor.tsx';
import { Simulation } from './simulation.tsx';

/** An assignment rule by its schema, with a simulation of the published one. */
export function AssignmentRuleEditor() {
  return (
    <>
      <GenericEditor />
      <Simulation />
    </>
  );
}
