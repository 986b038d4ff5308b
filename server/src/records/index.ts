export { createRecords } from './create-records.ts';
export type { RecordsDependencies } from './operation.ts';
export type { Records, Values } from './records.ts';
export { runReport } from './report.ts';
