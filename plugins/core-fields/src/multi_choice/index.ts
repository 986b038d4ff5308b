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

export interface MultiChoiceOptions {
  readonly choices: readonly Choice[];
}

export const multiChoice = defineFieldType<MultiChoiceOptions, readonly string[]>({
  id: 'multi_choice',
  label: { en: 'Several choices', 'zh-CN': '多选' },
  icon: 'check-circle',
  optionsSchema: optionsOf({ choices: choicesSchema }, ['choices']),
  checkOptions: ({ choices }) => twiceListed(choices),
  valueSchema: ({ choices }) => ({
    type: 'array',
    items: { enum: choiceIds(choices) },
    minItems: 1,
    maxItems: choices.length,
    uniqueItems: true,
  }),
  valueType: ({ choices }) => ({ kind: 'list', of: { kind: 'choice', options: choiceIds(choices) } }),
  resultOf: (expression) => expression,
  operators: ['contains_any', 'contains_all', 'in', 'empty'],
  groupable: false,
  canBeUnique: false,
  normalize: (value, { choices }) => inOrder(choices, value),
  format: (value, { choices }, { language }) =>
    value.map((id) => choiceLabel(choices, id, language)).join(language === 'zh-CN' ? '、' : ', '),
  parse(written, { choices }) {
    if (written.trim() === '') return parsed<readonly string[]>(null);
    const whole = choiceNamed(choices, written);
    if (whole !== undefined) return parsed([whole]);
    const words = written.split(/[;,；，、|\n]/).filter((word) => word.trim() !== '');
    const ids = words.map((word) => choiceNamed(choices, word));
    const unknown = ids.indexOf(undefined);
    if (unknown >= 0) return refused(words[unknown] ?? written, `one of ${listed(choices)}`);
    return parsed(ids.length === 0 ? null : inOrder(choices, ids));
  },
  toText: (value) => value.join('; '),
});

/** Each choice once, in the order of the list. */
function inOrder(choices: readonly Choice[], ids: readonly (string | undefined)[]): readonly string[] {
  return choiceIds(choices).filter((id) => ids.includes(id));
}
