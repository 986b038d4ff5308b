export { type ApplyOptions, applyChanges } from './apply.ts';
export { type Safety, safetyOf, type TableChange } from './changes.ts';
export { desire } from './desire.ts';
export { diff, type TableDiff } from './diff.ts';
export { introspect } from './introspect.ts';
export { type PhysicalEntity, type PhysicalField, type PhysicalModel, physicalOf } from './physical.ts';
export { render } from './render.ts';
export { createTables, foreignTables } from './up-to-date.ts';
