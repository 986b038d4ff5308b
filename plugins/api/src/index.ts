export type * from './assignment-strategy.ts';
export type * from './field-type.ts';
export * from './plugin.ts';
export type * from './registry.ts';
export type * from './tile-type.ts';
export type * from './view-type.ts';
