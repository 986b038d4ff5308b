import type { TaskBody } from '@tenon/model';
import type { ComponentType } from 'react';
import { GiveBackDialog } from './give-back-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';

export type TaskAction = 'snooze' | 'giveBack' | 'handOver';

export interface TaskDialogProps {
  readonly tasks: readonly TaskBody[];
  readonly onClose: () => void;
  /** Some were changed. */
  readonly onDone: () => void;
}

const dialogs: Record<TaskAction, ComponentType<TaskDialogProps>> = {
  snooze: SnoozeDialog,
  giveBack: GiveBackDialog,
  handOver: HandOverDialog,
};

/** Asks what is needed for an action on one task or many, and does it. */
export function TaskActionDialog({ action, ...props }: TaskDialogProps & { readonly action: TaskAction }) {
  const Dialog = dialogs[action];
  return <Dialog {...props} />;
}
