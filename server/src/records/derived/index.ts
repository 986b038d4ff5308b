export { storedPaths, withComputed } from './completed.ts';
export { changedGroups, countDiffering, differingIn, keepRollups, refreshTimed } from './from-scratch.ts';
export { initialValues } from './initial.ts';
export { hasDerived, keepChanges, keepDerived } from './keep.ts';
export { type RollupGroup, rollupGroups } from './plan.ts';
