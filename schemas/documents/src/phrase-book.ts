/** Sentences with blanks, and what they are in another language. */

/** A name in braces; splitting at it gives texts and names in turn. */
const placeholder = /\{([a-z]+[A-Z]?[a-z]*)\}/;

interface Template {
  readonly form: RegExp;
  readonly names: readonly string[];
  readonly translation: string;
}

/**
 * Translates by a table in which `{name}` stands for what was filled in, and `{due…}` for another phrase of the table.
 * Gives undefined for what is none of its sentences.
 */
export function createPhraseBook(phrases: {
  readonly [sentence: string]: string;
}): (text: string) => string | undefined {
  const templates = Object.entries(phrases)
    .filter(([sentence]) => sentence.includes('{'))
    // A sentence that says more comes before one whose blanks would swallow its words.
    .toSorted(([a], [b]) => ownWords(b) - ownWords(a))
    .flatMap(([sentence, translation]) => templateOf(sentence, translation));

  function phrase(text: string): string | undefined {
    if (Object.hasOwn(phrases, text)) return phrases[text];
    for (const { form, names, translation } of templates) {
      const match = form.exec(text);
      if (!match) continue;
      const words = new Map(names.map((name, index) => [name, wordFor(name, match[index + 1] ?? '')]));
      if ([...words.values()].every((word) => word !== undefined))
        return translation
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

  return phrase;
}

const ownWords = (sentence: string): number => sentence.replaceAll(/\{\w+\}/g, '').length;

function templateOf(sentence: string, translation: string): readonly Template[] {
  const names: string[] = [];
  const form = sentence.split(placeholder).map((part, index) => {
    if (index % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const again = names.indexOf(part);
    if (again >= 0) return `\\${again + 1}`;
    names.push(part);
    return '(.+?)';
  });
  // JSON in a phrase has braces too, but no name in them.
  return names.length > 0 ? [{ form: new RegExp(`^${form.join('')}$`, 'su'), names, translation }] : [];
}
