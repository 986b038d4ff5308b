import { describedIn, documentProblems, type Language, messageIn, type Problem } from '@tenon/documents';
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

const said = (text: string, language: Language): string =>
  language === 'en' ? text : (phrase(text) ?? describedIn({ description: text }, language) ?? text);

/** A name in braces; splitting at it gives texts and names in turn. */
const placeholder = /\{([a-z]+[A-Z]?[a-z]*)\}/;

interface Template {
  readonly form: RegExp;
  readonly names: readonly string[];
  readonly chinese: string;
}

const templates: readonly Template[] = Object.entries(phrases)
  .filter(([english]) => english.includes('{'))
  .flatMap(([english, chinese]) => {
    const names: string[] = [];
    const form = english.split(placeholder).map((part, index) => {
      if (index % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      const again = names.indexOf(part);
      if (again >= 0) return `\\${again + 1}`;
      names.push(part);
      return '(.+?)';
    });
    // JSON in a phrase has braces too, but no name in them.
    return names.length > 0 ? [{ form: new RegExp(`^${form.join('')}$`, 'su'), names, chinese }] : [];
  });

/** The Chinese of an English phrase, with the words that were filled into it; undefined when it is none of ours. */
function phrase(text: string): string | undefined {
  if (Object.hasOwn(phrases, text)) return phrases[text];
  for (const { form, names, chinese } of templates) {
    const match = form.exec(text);
    if (!match) continue;
    const words = new Map(names.map((name, index) => [name, wordFor(name, match[index + 1] ?? '')]));
    if ([...words.values()].every((word) => word !== undefined))
      return chinese
        .split(placeholder)
        .map((part, index) => (index % 2 === 0 ? part : words.get(part)))
        .join('');
  }
  return undefined;
}

/** What stands for a phrase has to be one, written with a capital where it begins a sentence. */
function wordFor(name: string, word: string): string | undefined {
  if (!name.startsWith('due')) return word;
  return (
    phrase(word) ?? (/^[A-Z]/.test(word) ? phrase(word.charAt(0).toLowerCase() + word.slice(1)) : undefined)
  );
}
