import { descriptions } from './descriptions.g.ts';
import type { Language } from './text.ts';
import type { JsonSchema } from './validate/schema.ts';

/**
 * What a part of a schema says of itself, in a language; as it was written where nobody translated it. `say` knows what the
 * schemas of plugins say.
 */
export function describedIn(
  { description }: JsonSchema,
  language: Language,
  say: (text: string, language: Language) => string | undefined = () => undefined,
): string | undefined {
  if (typeof description !== 'string') return undefined;
  if (language === 'en') return description;
  const texts = descriptions[language];
  if (Object.hasOwn(texts, description)) return texts[description];
  return say(description, language) ?? description;
}
