export { createWork, type WorkDependencies } from './create-work.ts';
export { createOwnershipGate, type OwnerChange, type OwnershipGate } from './ownership/ownership.ts';
export type * from './work.ts';
