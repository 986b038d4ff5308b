export { createCatalog } from './catalog.ts';
export { narrowedFields, recordTypeOf, stageMoves } from './constraints.ts';
export { formFor } from './default-form.ts';
export type { FormValues, Titles } from './form-context.ts';
export { isEmpty } from './form-validator.ts';
export { RecordForm, type RecordFormProps } from './record-form.tsx';
export { type PlacedErrors, placeErrors } from './server-errors.ts';
export { UnsavedGuard } from './unsaved-guard.tsx';
export { useDecidedForm, useDecidedRecord, useLocked } from './use-decided-form.ts';
