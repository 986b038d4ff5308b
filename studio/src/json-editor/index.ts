export type { CompletionWorld } from './completion.ts';
export { diagnosticsOf } from './diagnostics.ts';
export { JsonEditor } from './json-editor.tsx';
export { rangeOf } from './pointer-range.ts';
