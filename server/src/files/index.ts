export {
  type AboutFile,
  type ByteRange,
  createFiles,
  type FilePurpose,
  type Files,
  type OpenedFile,
  type StoredFile,
} from './files.ts';
export { type KnownFile, readableFiles } from './readable.ts';
export { clearFiles } from './removal.ts';
export { defaultFileLimit } from './store.ts';
export { requireRoom } from './uploads.ts';
