import type { Language, Problem } from '@tenon/documents';
import { problemHint, problemMessage } from '@tenon/model';

/** A problem in the reader's language; what plugins say stays as they said it. */
export const problemText = (problem: Problem, language: Language): string =>
  problemMessage(problem, language);

/** What may mend it, in the reader's language. */
export const hintText = (problem: Problem, language: Language): string | undefined =>
  problemHint(problem, language);

/** Both as one text. */
export function problemAndHint(problem: Problem, language: Language): string {
  const text = problemText(problem, language);
  const hint = hintText(problem, language);
  if (hint === undefined) return text;
  return language === 'en' ? `${text}. ${hint}` : `${text}。${hint}`;
}

/** Tells problems of one list apart. */
export const problemKey = ({ code, document, pointer, message }: Problem): string =>
  `${document.kind}/${document.id} ${pointer} ${code} ${message}`;
