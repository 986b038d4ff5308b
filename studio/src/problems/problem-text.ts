import type { Language, Problem } from '@tenon/documents';
import { problemHint, problemMessage } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';

/** A problem in the reader's language; plugins translate what they say themselves. */
export const problemText = (problem: Problem, language: Language, { say }: Pick<Registry, 'say'>): string =>
  problemMessage(problem, language, say);

/** What may mend it, in the reader's language. */
export const hintText = (
  problem: Problem,
  language: Language,
  { say }: Pick<Registry, 'say'>,
): string | undefined => problemHint(problem, language, say);

/** Both as one text. */
export function problemAndHint(
  problem: Problem,
  language: Language,
  registry: Pick<Registry, 'say'>,
): string {
  const text = problemText(problem, language, registry);
  const hint = hintText(problem, language, registry);
  if (hint === undefined) return text;
  return language === 'en' ? `${text}. ${hint}` : `${text}。${hint}`;
}

/** Tells problems of one list apart. */
export const problemKey = ({ code, document, pointer, message }: Problem): string =>
  `${document.kind}/${document.id} ${pointer} ${code} ${message}`;
