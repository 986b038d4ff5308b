import type { AssignmentStrategy } from '@tenon/plugin-api';
import { loadPart, turnOf, turnPart } from './turn.ts';

/**
 * Who holds the smallest part of what he can hold; where no capacity is stated, who holds the fewest units. The two
 * are not mixed in one rule: a rule states a capacity for all or for none.
 */
export const leastLoaded: AssignmentStrategy = {
  id: 'least-loaded',
  label: { en: 'Least loaded', 'zh-CN': '负载最少' },
  description: {
    en: 'Whoever holds least of what they can hold; without a capacity, whoever holds the fewest.',
    'zh-CN': '分给负载占容量比例最低的人；未设容量时分给持有最少的人。',
  },
  parts: [{ id: 'used', label: { en: 'Part of capacity used', 'zh-CN': '已用容量' } }, loadPart, turnPart],
  score: (candidate) => {
    const { load, capacity } = candidate;
    return [capacity ? load / capacity : load, load, turnOf(candidate)];
  },
};
