import { defineFieldType } from '@tenon/plugin-api';
import {
  type Choice,
  choiceIds,
  choiceLabel,
  choiceNamed,
  choicesSchema,
  listed,
  twiceListed,
} from '../shared/choices.ts';
import { parsed, refused } from '../shared/parsing.ts';
import { optionsOf } from '../shared/schemas.ts';

export interface ChoiceOptions {
  readonly choices: readonly Choice[];
}

export const choice = defineFieldType<ChoiceOptions, string>({
  id: 'choice',
  label: { en: 'Choice', 'zh-CN': '单选' },
  icon: 'down-circle',
  optionsSchema: optionsOf({ choices: choicesSchema }, ['choices']),
  checkOptions: ({ choices }) => twiceListed(choices),
  valueSchema: ({ choices }) => ({ enum: choiceIds(choices) }),
  valueType: ({ choices }) => ({ kind: 'choice', options: choiceIds(choices) }),
  resultOf: (expression) => expression,
  operators: ['==', '!=', 'in', 'empty'],
  compare: (a, b, { choices }) => rank(choices, a) - rank(choices, b),
  groupable: true,
  canBeUnique: false,
  format: (value, { choices }, locale) => choiceLabel(choices, value, locale.language),
  parse(written, { choices }) {
    if (written.trim() === '') return parsed<string>(null);
    const id = choiceNamed(choices, written);
    return id === undefined ? refused(written, `one of ${listed(choices)}`) : parsed(id);
  },
  toText: (value) => value,
});

/** Choices that were removed from the list come last. */
function rank(choices: readonly Choice[], id: string): number {
  const index = choices.findIndex((one) => one.id === id);
  return index < 0 ? choices.length : index;
}
