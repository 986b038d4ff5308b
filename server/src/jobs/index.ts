export type * from './definition.ts';
export { type CreateJobsOptions, createJobs } from './jobs.ts';
