export type { StoredDocument } from './configuration.ts';
export type { Finding } from './doctor.ts';
export type { DraftAnswer } from './drafts.ts';
export { type LiveRelease, liveRelease } from './live.ts';
export { createReleases, type PublishInput, type Releases, type ReleasesOptions } from './releases.ts';
export type { Publisher } from './store.ts';
