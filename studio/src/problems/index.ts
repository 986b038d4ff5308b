export { CompilationProvider, type CompilationState, useCompilation } from './compilation-context.tsx';
export { compileDraft, type DraftCompilation } from './compile-draft.ts';
export { hintText, problemAndHint, problemKey, problemText } from './problem-text.ts';
export { ProblemLine, ProblemsPanel } from './problems-panel.tsx';
