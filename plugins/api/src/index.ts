export type * from './assignment-strategy.ts';
export * from './contribution-points.ts';
export { createBrowserRegistry, createRegistry } from './create-registry.ts';
export type * from './field-type.ts';
export * from './plugin.ts';
export * from './plugin-error.ts';
export type * from './registry.ts';
export type * from './tile-type.ts';
export type * from './view-type.ts';
