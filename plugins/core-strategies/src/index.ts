import { definePlugin } from '@tenon/plugin-api';
import { leastLoaded } from './least-loaded.ts';
import { roundRobin } from './round-robin.ts';
import { weighted } from './weighted.ts';

export { leastLoaded, roundRobin, weighted };

/** The built-in ways to choose an operator for a record. */
export const coreStrategies = definePlugin({
  id: 'core-strategies',
  version: '0.1.0',
  contributes: { assignmentStrategies: [roundRobin, leastLoaded, weighted] },
});
