export { StudioApiProvider, useStudioApi } from './api-context.tsx';
export { keys } from './keys.ts';
export {
  createStudioApi,
  type DeadLetter,
  type Draft,
  type SegmentationPreview,
  type StoredDocument,
  type StudioApi,
  type UserRow,
} from './studio-api.ts';
export { useErrorText } from './use-error-text.ts';
