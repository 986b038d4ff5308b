import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { linePattern, optionsOf } from '../shared/schemas.ts';
import { joinParts } from '../shared/structured-text.ts';
import { compareTexts } from '../shared/text-order.ts';
import { fullName, nameOf, nameParts, type PersonName, readName, sortKey } from './name.ts';

export interface PersonNameOptions {
  /** Whether forms ask for middle name, prefix and suffix as well. */
  readonly extended?: boolean;
}

export const longestPart = 100;
const as = { type: 'text', options: { maxLength: longestPart } } as const;
const part = {
  type: 'string',
  minLength: 1,
  maxLength: longestPart,
  allOf: [{ pattern: linePattern }, { pattern: '\\S' }],
} as const;
const text = { kind: 'text' } as const;

export const personName = defineFieldType<PersonNameOptions, PersonName>({
  id: 'person_name',
  label: { en: 'Name of a person', 'zh-CN': '人名' },
  description: {
    en: 'Family and given name, and if wanted more, each by itself.',
    'zh-CN': '分别保存姓和名，需要时还有中间名、称谓和后缀。',
  },
  icon: 'idcard',
  optionsSchema: optionsOf({
    extended: {
      type: 'boolean',
      default: false,
      description: 'Whether forms ask for middle name, prefix and suffix as well.',
    },
  }),
  valueSchema: () => ({
    type: 'object',
    properties: { family: part, given: part, middle: part, prefix: part, suffix: part },
    additionalProperties: false,
    anyOf: [{ required: ['family'] }, { required: ['given'] }],
  }),
  valueType: () => text,
  ruleValue: fullName,
  parts: {
    family: { label: { en: 'Family name', 'zh-CN': '姓' }, valueType: text, as },
    given: { label: { en: 'Given name', 'zh-CN': '名' }, valueType: text, as },
    middle: { label: { en: 'Middle name', 'zh-CN': '中间名' }, valueType: text },
    prefix: { label: { en: 'Prefix', 'zh-CN': '前缀' }, valueType: text },
    suffix: { label: { en: 'Suffix', 'zh-CN': '后缀' }, valueType: text },
  },
  operators: ['icontains', '==', '!=', 'starts_with', 'empty'],
  compare: (a, b) => compareTexts(sortKey(a), sortKey(b)),
  groupable: false,
  canBeUnique: false,
  normalize: (value) => nameOf((id) => value[id]) ?? value,
  format: fullName,
  parse(written) {
    if (written.trim() === '') return parsed<PersonName>(null);
    const value = readName(written);
    const fits = value && Object.values(value).every((each) => [...each].length <= longestPart);
    return fits ? parsed(value) : refused(written, 'the name of a person, such as “Anna Ek” or “Ek;Anna”');
  },
  findable: 'always',
  searchText: fullName,
  toText(value) {
    const parts = nameParts.map((id) => value[id] ?? '');
    const last = parts.findLastIndex((each) => each !== '');
    return joinParts(parts.slice(0, Math.max(last + 1, 2)));
  },
});
