import type { AssignmentStrategy } from '@tenon/plugin-api';
import { turnOf, turnPart } from './turn.ts';

/** Whose last turn is longest ago. A newcomer, or one who is back from leave, gets one turn and not all that he missed. */
export const roundRobin: AssignmentStrategy = {
  id: 'round-robin',
  label: { en: 'Round robin', 'zh-CN': '轮流' },
  description: {
    en: 'In turn: whoever has waited longest for a task.',
    'zh-CN': '依次轮流：分给等待最久的人。',
  },
  parts: [turnPart],
  score: (candidate) => [turnOf(candidate)],
};
