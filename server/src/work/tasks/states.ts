/** The states of a task and what leads from one to another (TK7). Nothing else changes a state. */
import type { TaskState } from '@tenon/model';
import { TenonError } from '../../errors.ts';

export type TaskAction =
  | 'create'
  | 'open'
  | 'complete'
  | 'snooze'
  | 'hand-over'
  | 'claim'
  | 'return'
  | 'lapse'
  | 'cancel'
  | 'warn';

const live: readonly TaskState[] = ['open', 'in_progress'];

/** Where an action may start from, and where it leads; `same` leaves the state as it is. */
const transitions: {
  readonly [action in TaskAction]: { readonly from: readonly TaskState[]; readonly to: TaskState | 'same' };
} = {
  create: { from: [], to: 'open' },
  open: { from: live, to: 'in_progress' },
  complete: { from: live, to: 'completed' },
  snooze: { from: live, to: 'open' },
  'hand-over': { from: live, to: 'open' },
  claim: { from: ['open'], to: 'open' },
  return: { from: live, to: 'returned' },
  lapse: { from: live, to: 'lapsed' },
  cancel: { from: live, to: 'cancelled' },
  warn: { from: live, to: 'same' },
};

export function isLive(state: TaskState): boolean {
  return live.includes(state);
}

/** The state after the action. Throws `state-conflict` when the action can't start from the present one. */
export function nextState(action: TaskAction, state: TaskState): TaskState {
  const { from, to } = transitions[action];
  if (!from.includes(state)) {
    throw new TenonError(
      'state-conflict',
      `A task that is ${state.replace('_', ' ')} can't be changed by '${action}'`,
    );
  }
  return to === 'same' ? state : to;
}
