import type { FieldDocument } from '@tenon/documents';
import type { Conversion } from './conversion.ts';
import type { FormulaKind } from './formula/translate.ts';
import { choiceIdsFor, numberPattern } from './names.ts';
import type { SourceField, SourceValue } from './source.ts';

/** What a type becomes: the id and options of ours, and what formulas take its values for. */
export interface Target {
  readonly type: string;
  readonly kind: FormulaKind;
  options?(field: SourceField, conversion: Conversion): FieldDocument['options'];
  /** A default that is a constant; the platform lets them be formulas too. */
  constant?(field: SourceField, conversion: Conversion): unknown;
  /** Options for results of formulas, where they differ. */
  readonly resultOptions?: FieldDocument['options'];
  /** Its values are given by the system, so that nobody has to. */
  readonly assigned?: boolean;
}

const longestText = 2000;
const longestLongText = 100_000;
const wholeDigits = 15;

const decimals = ({ precision = 18, scale = 0 }: SourceField) => ({
  precision: Math.min(Math.max(precision, scale + 1), 38),
  scale: Math.min(scale, 15),
});
export const choices: Target['options'] = (field, conversion) => ({
  choices: choicesOf(field, conversion)?.list ?? [],
});
const related: Target['options'] = ({ referenceTo = '' }, { objects }) => ({
  to: objects.get(referenceTo)?.id,
  cardinality: 'one',
});

const wholeNumber: Target['constant'] = ({ defaultValue = '' }) =>
  /^-?\d{1,15}$/.test(defaultValue) ? Number(defaultValue) : undefined;
const decimalNumber: Target['constant'] = ({ defaultValue = '' }) =>
  /^-?\d+(\.\d+)?$/.test(defaultValue) ? defaultValue : undefined;

const targets: ReadonlyMap<string, Target> = new Map<string, Target>([
  [
    'Text',
    {
      type: 'text',
      kind: 'text',
      options: ({ length = 255 }) => ({ maxLength: Math.min(length, longestText) }),
      constant: ({ defaultValue = '' }) => /^["']([^"']+)["']$/.exec(defaultValue)?.[1],
      // The length of a result is whatever comes out.
      resultOptions: { maxLength: longestText },
    },
  ],
  ['TextArea', { type: 'long_text', kind: 'text', options: () => ({ maxLength: 255 }) }],
  [
    'LongTextArea',
    {
      type: 'long_text',
      kind: 'text',
      options: ({ length = 32_768 }) => ({ maxLength: Math.min(length, longestLongText) }),
    },
  ],
  ['Html', { type: 'rich_text', kind: 'text' }],
  [
    'Checkbox',
    {
      type: 'boolean',
      kind: 'boolean',
      constant: ({ defaultValue }) => (defaultValue === undefined ? undefined : /^true$/i.test(defaultValue)),
    },
  ],
  ['Currency', { type: 'money', kind: 'number' }],
  ['Percent', { type: 'percent', kind: 'number' }],
  ['Date', { type: 'date', kind: 'date' }],
  ['DateTime', { type: 'datetime', kind: 'datetime' }],
  ['Time', { type: 'time', kind: 'text' }],
  ['Email', { type: 'email', kind: 'text' }],
  ['Phone', { type: 'phone', kind: 'text' }],
  ['Url', { type: 'url', kind: 'text' }],
  ['EncryptedText', { type: 'encrypted_text', kind: 'text' }],
  [
    'AutoNumber',
    {
      type: 'auto_number',
      kind: 'text',
      options: ({ displayFormat }) => ({ pattern: numberPattern(displayFormat) }),
      assigned: true,
    },
  ],
  ['Location', { type: 'geo_point', kind: 'text' }],
  ['Address', { type: 'address', kind: 'text' }],
  [
    'Picklist',
    {
      type: 'choice',
      kind: 'choice',
      options: choices,
      constant: (field, conversion) =>
        choicesOf(field, conversion).ids.get(field.values.find(({ isDefault }) => isDefault)?.fullName ?? ''),
    },
  ],
  ['MultiselectPicklist', { type: 'multi_choice', kind: 'list', options: choices }],
  ['Lookup', { type: 'relation', kind: 'id', options: related }],
  ['MasterDetail', { type: 'relation', kind: 'id', options: related }],
  ['Hierarchy', { type: 'relation', kind: 'id', options: related }],
  ['ExternalLookup', { type: 'relation', kind: 'id', options: related }],
]);

/** Undefined for types without a counterpart. */
export function targetOf(field: SourceField): Target | undefined {
  if (field.type === 'Number') {
    const whole = (field.scale ?? 0) === 0 && (field.precision ?? 18) <= wholeDigits;
    return whole
      ? { type: 'integer', kind: 'number', constant: wholeNumber }
      : { type: 'decimal', kind: 'number', options: decimals, constant: decimalNumber };
  }
  // A reference to a user is a type of its own; a picklist whose values lie elsewhere and were not given is text.
  if (field.referenceTo === 'User' && targets.get(field.type ?? '')?.kind === 'id')
    return { type: 'user', kind: 'id' };
  return targets.get(field.type ?? '');
}

/** What formulas take the values of a field for; undefined for what they cannot name. */
export function kindOf(field: SourceField): FormulaKind | undefined {
  if (field.type === 'Summary') return 'number';
  if (field.type === 'Picklist' && field.values.length === 0 && field.valueSetName === undefined)
    return 'text';
  return targetOf(field)?.kind;
}

/** The values of a picklist as choices, and their ids by name. */
export function choicesOf(
  { values, valueSetName, fullName }: SourceField,
  { valueSets }: Conversion,
): {
  readonly list: readonly { readonly id: string; readonly label: string }[];
  readonly ids: ReadonlyMap<string, string>;
} {
  const found: readonly SourceValue[] =
    values.length > 0 ? values : (valueSets.get(valueSetName ?? fullName) ?? []);
  const ids = choiceIdsFor(found.map((value) => value.fullName));
  const list = found.map((value) => ({
    id: ids.get(value.fullName) ?? '',
    label: value.label.slice(0, 200),
  }));
  return { list, ids };
}
