import { describedIn, documentProblems, type Language, messageIn, type Problem } from '@tenon/documents';
import { createPhraseBook } from './phrase-book.ts';
import { phrases } from './phrases.ts';
import { planProblems } from './plan-problems.ts';
import { modelProblems } from './problems.ts';

/** A problem's message in a language, for problems of any phase; what plugins say stays in English. */
export function problemMessage(problem: Problem, language: Language): string {
  const known = { ...documentProblems, ...modelProblems, ...planProblems };
  if (Object.hasOwn(known, problem.code))
    return messageIn({ ...problem, details: detailsIn(problem.details, language) }, language, known);
  return said(problem.message, language);
}

/** A problem's hint in a language; as it was written where nobody translated it. */
export function problemHint({ hint }: Problem, language: Language): string | undefined {
  return hint === undefined ? undefined : said(hint, language);
}

/** Details that are words of ours; the others are what people wrote, and stay. */
const worded: ReadonlySet<string> = new Set([
  'expected',
  'found',
  'bound',
  'reason',
  'need',
  'kind',
  'what',
  'message',
]);

function detailsIn(details: Problem['details'] = {}, language: Language): NonNullable<Problem['details']> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' && worded.has(name) ? said(value, language) : value,
    ]),
  );
}

const phrase = createPhraseBook(phrases);

/** What the rule language or the compiler says, in a language; as it is written where nobody translated it. */
export const said = (text: string, language: Language): string =>
  language === 'en' ? text : (phrase(text) ?? describedIn({ description: text }, language) ?? text);
