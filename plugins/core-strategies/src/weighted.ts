import type { AssignmentStrategy } from '@tenon/plugin-api';
import { loadPart, turnOf, turnPart } from './turn.ts';

/**
 * Divides the tasks of a run by weight. Each task goes where it leaves the lowest ratio of tasks to weight, as seats go
 * to parties (Webster's method: divisors 1, 3, 5 …): after n tasks nobody is a whole task off his share for long, and
 * turns of one operator are spread over the run.
 */
export const weighted: AssignmentStrategy = {
  id: 'weighted',
  label: { en: 'Weighted', 'zh-CN': '按权重' },
  description: {
    en: 'In proportion to weights, spread evenly over the run; then whoever holds the fewest.',
    'zh-CN': '按权重比例均匀分配；相同时分给持有最少的人。',
  },
  parts: [
    { id: 'share', label: { en: 'Given for the weight', 'zh-CN': '已分配与权重之比' } },
    loadPart,
    turnPart,
  ],
  score: (candidate) => {
    const { given, weight, load } = candidate;
    return [(2 * given + 1) / weight, load, turnOf(candidate)];
  },
};
