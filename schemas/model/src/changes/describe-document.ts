import { type Language, type Text, textIn } from '@tenon/documents';
import { labelOf } from '../labels.ts';
import { compareLists, sameJson } from './compare.ts';
import { type Sentence, sentence, shortly } from './sentence.ts';
import { listWords, propertyWords, type TypeName, unnamedWords } from './words.ts';

export type PlainObject = { readonly [property: string]: unknown };

/** What differs between two versions of one document; types are told by what they are called. */
export function describeDocument(
  kind: string,
  before: PlainObject,
  after: PlainObject,
  typeName: TypeName,
): readonly Sentence[] {
  const lists = Object.hasOwn(listWords, kind) ? (listWords[kind] ?? {}) : {};
  return propertiesOf(before, after).flatMap((property) => {
    const words = Object.hasOwn(lists, property) ? lists[property] : undefined;
    const [from, to] = [before[property], after[property]];
    return words && isListOrAbsent(from) && isListOrAbsent(to)
      ? describeList(from ?? [], to ?? [], words, typeName)
      : describeProperty([property], from, to, typeName);
  });
}

function describeList(
  before: readonly unknown[],
  after: readonly unknown[],
  { entry, id }: { readonly entry: Text; readonly id: string },
  typeName: TypeName,
): readonly Sentence[] {
  const idOf = (item: unknown): string => (isObject(item) ? String(item[id]) : shortly(item));
  const { added, removed, changed, reordered } = compareLists(before, after, idOf);
  const named = (item: unknown): { entry: Text; name: Text } => ({ entry, name: nameOf(item, idOf(item)) });
  return [
    ...added.map((item) =>
      sentence('{entry} {name} added{type}', '新增{entry}“{name}”{type}', {
        ...named(item),
        type: typeOf(item, typeName),
      }),
    ),
    ...removed.map((item) => sentence('{entry} {name} removed', '移除{entry}“{name}”', named(item))),
    ...changed.flatMap(({ before: from, after: to }) =>
      describeEntry(from, to, typeName).map((what) =>
        sentence('{entry} {name}: {what}', '{entry}“{name}”：{what}', { ...named(to), what }),
      ),
    ),
    ...(reordered ? [sentence('order of {entry}s changed', '{entry}的顺序已调整', { entry })] : []),
  ];
}

function describeEntry(before: unknown, after: unknown, typeName: TypeName): readonly Sentence[] {
  if (!isObject(before) || !isObject(after)) return [changed([], before, after, typeName)];
  return propertiesOf(before, after).flatMap((property) =>
    describeProperty([property], before[property], after[property], typeName),
  );
}

/** Goes down as long as both sides are objects or lists of things with ids, then tells the values. */
function describeProperty(
  path: readonly string[],
  before: unknown,
  after: unknown,
  typeName: TypeName,
): readonly Sentence[] {
  if (sameJson(before, after)) return [];
  const property = path.at(-1) ?? '';
  if (isObject(before) && isObject(after) && !isRule(property) && !isText(before) && !isText(after)) {
    return propertiesOf(before, after).flatMap((key) =>
      describeProperty([...path, key], before[key], after[key], typeName),
    );
  }
  const unnamed = Object.hasOwn(unnamedWords, property) ? unnamedWords[property] : undefined;
  if (unnamed && isListOfObjects(before) && isListOfObjects(after)) {
    const { entry, nameOf: idOf } = unnamed;
    const named = (item: PlainObject): PlainObject => ({ id: idOf(item), ...item, label: idOf(item) });
    return describeList(before.map(named), after.map(named), { entry, id: 'id' }, typeName);
  }
  if (isListOfItems(before) && isListOfItems(after)) {
    return describeList(before, after, { entry: wordFor(path), id: 'id' }, typeName);
  }
  return [changed(path, before, after, typeName)];
}

function changed(path: readonly string[], before: unknown, after: unknown, typeName: TypeName): Sentence {
  const what = wordFor(path);
  const told = (value: unknown): Text =>
    typeof value === 'boolean'
      ? yesOrNo[String(value) as `${boolean}`]
      : ((path.length === 1 && path[0] === 'type' ? quotedType(value, typeName) : undefined) ??
        shortly(value));
  if (before === undefined)
    return sentence('{what} set to {to}', '{what}设为 {to}', { what, to: told(after) });
  if (after === undefined) {
    return sentence('{what} removed (was {from})', '移除{what}（原为 {from}）', {
      what,
      from: told(before),
    });
  }
  // Both texts stand beside the sentence; a condition cut off in the middle says nothing.
  if (isRule(path.at(-1) ?? '') && (isObject(before) || isObject(after))) {
    return sentence('{what} changed', '{what}已修改', { what });
  }
  if (isText(before) && isText(after)) return changedText(what, before as Text, after as Text);
  const values = { what, from: told(before), to: told(after) };
  return sentence('{what} changed from {from} to {to}', '{what}由 {from} 改为 {to}', values);
}

const yesOrNo: { readonly [value in `${boolean}`]: Text } = {
  true: { en: 'yes', 'zh-CN': '是' },
  false: { en: 'no', 'zh-CN': '否' },
};

/** Each language tells its own text; where that stayed the same, only that something changed. */
function changedText(what: Text, before: Text, after: Text): Sentence {
  const told = (language: Language): Sentence => {
    const [from, to] = [shortly(textIn(before, language)), shortly(textIn(after, language))];
    return from === to
      ? sentence('{what} changed', '{what}已修改', { what })
      : sentence('{what} changed from {from} to {to}', '{what}由 {from} 改为 {to}', { what, from, to });
  };
  return { en: told('en').en, 'zh-CN': told('zh-CN')['zh-CN'] };
}

/** The word for the last name of a path, else the path. */
function wordFor(path: readonly string[]): Text {
  const property = path.at(-1) ?? '';
  if (property === 'choices') return { en: 'choice', 'zh-CN': '选项' };
  return Object.hasOwn(propertyWords, property) ? (propertyWords[property] ?? property) : path.join('.');
}

function typeOf(item: unknown, typeName: TypeName): Text {
  if (!isObject(item) || typeof item.type !== 'string') return '';
  const name = typeName(item.type) ?? item.type;
  return { en: ` (${textIn(name, 'en')})`, 'zh-CN': `（${textIn(name, 'zh-CN')}）` };
}

function quotedType(type: unknown, typeName: TypeName): Text | undefined {
  const name = typeof type === 'string' ? typeName(type) : undefined;
  return name && { en: shortly(textIn(name, 'en')), 'zh-CN': shortly(textIn(name, 'zh-CN')) };
}

function nameOf(item: unknown, id: string): Text {
  if (!isObject(item)) return id;
  const { label } = item;
  return typeof label === 'string' || isText(label)
    ? (label as Text)
    : id.includes('.') || id === '*'
      ? id
      : labelOf(id);
}

/** Expressions are told whole: half a condition says nothing. */
const rules: ReadonlySet<string> = new Set([
  'when',
  'where',
  'pair',
  'capacity',
  'weight',
  'members',
  'hot',
  'score',
  'visible',
  'required',
  'readOnly',
  'requiredWhen',
  'readOnlyWhen',
  'must',
  'formula',
  'set',
]);
const isRule = (property: string): boolean => rules.has(property);

const isObject = (value: unknown): value is PlainObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(value).every((key) => key === 'en' || key === 'zh-CN') &&
  Object.keys(value).length > 0;

const isListOrAbsent = (value: unknown): value is readonly unknown[] | undefined =>
  value === undefined || Array.isArray(value);

const isListOfObjects = (value: unknown): value is readonly PlainObject[] =>
  Array.isArray(value) && value.every(isObject);

const isListOfItems = (value: unknown): value is readonly PlainObject[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => isObject(item) && typeof item.id === 'string');

const propertiesOf = (before: PlainObject, after: PlainObject): readonly string[] => [
  ...new Set([...Object.keys(after), ...Object.keys(before)]),
];
