import { descriptions } from './descriptions.g.ts';
import type { Language } from './text.ts';
import type { JsonSchema } from './validate/schema.ts';

/** What a part of a schema says of itself, in a language; as it was written where nobody translated it. */
export function describedIn({ description }: JsonSchema, language: Language): string | undefined {
  if (typeof description !== 'string') return undefined;
  if (language === 'en') return description;
  const texts = descriptions[language];
  return Object.hasOwn(texts, description) ? texts[description] : description;
}
