import { type Language, type Text, textIn } from '@tenon/documents';
import type { JsonSchema, OptionsProblem } from '@tenon/plugin-api';

export interface Choice {
  readonly id: string;
  readonly label?: Text;
  readonly color?: Color;
}
export type Color = (typeof colors)[number];

/** The named colours of the theme, as in documents. */
export const colors = [
  'neutral',
  'blue',
  'cyan',
  'green',
  'lime',
  'gold',
  'orange',
  'red',
  'magenta',
  'purple',
  'geekblue',
] as const;

const label: JsonSchema = {
  // Drawn as the texts of documents are.
  title: 'Text',
  anyOf: [
    { type: 'string', minLength: 1, maxLength: 200 },
    {
      type: 'object',
      properties: {
        en: { type: 'string', minLength: 1, maxLength: 200 },
        'zh-CN': { type: 'string', minLength: 1, maxLength: 200 },
      },
      additionalProperties: false,
      minProperties: 1,
    },
  ],
};

export const choicesSchema: JsonSchema = {
  type: 'array',
  minItems: 1,
  maxItems: 500,
  description: 'In the order in which they are shown and sorted.',
  items: {
    type: 'object',
    properties: {
      id: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$', description: 'Permanent; stored.' },
      label,
      color: { enum: colors, default: 'neutral' },
    },
    required: ['id'],
    additionalProperties: false,
  },
};

export function twiceListed(choices: readonly Choice[]): readonly OptionsProblem[] {
  const seen = new Set<string>();
  return choices.flatMap(({ id }, index) => {
    const twice = seen.has(id);
    seen.add(id);
    return twice ? [{ pointer: `/choices/${index}/id`, message: `The choice ${id} is listed twice` }] : [];
  });
}

export function choiceIds(choices: readonly Choice[]): readonly string[] {
  return choices.map(({ id }) => id);
}

/** The label of a choice, which is its id where there is none or it was removed from the list. */
export function choiceLabel(choices: readonly Choice[], id: string, language: Language): string {
  return textIn(choices.find((choice) => choice.id === id)?.label, language, id);
}

/** The id that a written text means: an id, or a label in any language, whatever the case of its letters. */
export function choiceNamed(choices: readonly Choice[], written: string): string | undefined {
  const exact = choices.find(({ id }) => id === written.trim());
  if (exact) return exact.id;
  const word = fold(written);
  const means = (text: string) => fold(text) === word;
  const found = choices.find(({ id }) => means(id)) ?? choices.find(({ label }) => names(label).some(means));
  return found?.id;
}

function names(label: Text | undefined): readonly string[] {
  if (label === undefined) return [];
  return typeof label === 'string' ? [label] : Object.values(label);
}

function fold(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase();
}

/** For messages: the ids that are allowed, cut to a readable length. */
export function listed(choices: readonly Choice[]): string {
  const ids = choiceIds(choices);
  return ids.length > 12 ? `${ids.slice(0, 12).join(', ')}, …` : ids.join(', ');
}
