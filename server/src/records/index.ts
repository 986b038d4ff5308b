export { defineSince, enqueueSince } from './constraints/since.ts';
export { createRecords } from './create-records.ts';
export { clearImports } from './import/durable/clear.ts';
export { createImports, type Imports } from './import/durable/imports.ts';
export type { RecordsDependencies } from './operation.ts';
export type { Records, Values } from './records.ts';
export { runReport } from './report.ts';
