import { documentProblems, type Language, messageIn, type Problem } from '@tenon/documents';
import { planProblems } from './plan-problems.ts';
import { modelProblems } from './problems.ts';

/** A problem's message in a language, for problems of any phase; those of plugins and expressions stay in English. */
export function problemMessage(problem: Problem, language: Language): string {
  return messageIn(problem, language, { ...documentProblems, ...modelProblems, ...planProblems });
}
