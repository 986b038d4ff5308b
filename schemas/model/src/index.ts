export { builtInEntities } from './builtin/index.ts';
export { type Compilation, compile } from './compile.ts';
export type * from './model.ts';
export { modelProblems } from './problems.ts';
export type * from './wire.ts';
