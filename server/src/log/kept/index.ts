export type { IndexFinding } from './doctor.ts';
export { createIndexKeeper, type IndexKeeper, type KeeperDependencies } from './keeper.ts';
export { type Kept, makeParts } from './make.ts';
export type { IndexPart, KeptIndex } from './part.ts';
export { areReady, forget } from './states.ts';
