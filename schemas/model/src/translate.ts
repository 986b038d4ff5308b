import {
  createPhraseBook,
  describedIn,
  documentProblems,
  type Language,
  messageIn,
  type Problem,
} from '@tenon/documents';
import { phrases } from './phrases.ts';
import { planProblems } from './plan-problems.ts';
import { modelProblems } from './problems.ts';

/** Translates what plugins say: `say` of the registry. */
type Say = (text: string, language: Language) => string | undefined;
const unsaid: Say = () => undefined;

/** A problem's message in a language, for problems of any phase; `say` knows what plugins say. */
export function problemMessage(problem: Problem, language: Language, say: Say = unsaid): string {
  const known = { ...documentProblems, ...modelProblems, ...planProblems };
  if (Object.hasOwn(known, problem.code))
    return messageIn({ ...problem, details: detailsIn(problem.details, language, say) }, language, known);
  return told(problem.message, language, say);
}

/** A problem's hint in a language; as it was written where nobody translated it. */
export function problemHint({ hint }: Problem, language: Language, say: Say = unsaid): string | undefined {
  return hint === undefined ? undefined : told(hint, language, say);
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

function detailsIn(
  details: Problem['details'] = {},
  language: Language,
  say: Say,
): NonNullable<Problem['details']> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' && worded.has(name) ? told(value, language, say) : value,
    ]),
  );
}

const phrase = createPhraseBook(phrases);
const told = (text: string, language: Language, say: Say): string =>
  say(text, language) ?? said(text, language);

/** What the rule language or the compiler says, in a language; as it is written where nobody translated it. */
export const said = (text: string, language: Language): string =>
  language === 'en' ? text : (phrase(text) ?? describedIn({ description: text }, language) ?? text);
