export {
  type AboutFile,
  type ByteRange,
  createFiles,
  type FilePurpose,
  type Files,
  type OpenedFile,
  type StoredFile,
} from './files.ts';
export { clearFiles } from './removal.ts';
export { defaultFileLimit } from './store.ts';
