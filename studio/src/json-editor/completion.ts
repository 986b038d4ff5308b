import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { describedIn, type Language, pointerKeys, textIn } from '@tenon/documents';
import {
  isExpression,
  isText,
  nodeAt,
  pathsOf,
  type ReferenceContext,
  referencesAt,
  type SchemaGuide,
  type SchemaNode,
  scopeOf,
} from '../references/index.ts';
import { type Place, placeAt } from './pointer-range.ts';

export interface CompletionWorld {
  readonly guide: SchemaGuide;
  readonly reference: ReferenceContext;
  readonly language: Language;
  /** Pointer of the part of the document that the text is; the whole when absent. */
  readonly within?: string;
}

/** What may stand at a place: names of members in a key, values elsewhere. */
export function completionsAt(
  text: string,
  position: number,
  world: CompletionWorld,
  found: Place = placeAt(text, position),
): readonly Completion[] {
  const { within = '' } = world;
  const place: Place = {
    ...found,
    pointer: within + found.pointer,
    ...(found.object && { object: { ...found.object, pointer: within + found.object.pointer } }),
  };
  return place.inKey ? keyCompletions(place, world) : valueCompletions(place, world);
}

function keyCompletions(place: Place, world: CompletionWorld): readonly Completion[] {
  const { object, pointer } = place;
  if (!object) return [];
  const { guide, reference, language } = world;
  const written = new Set(object.keys);
  if (inExpression(object.pointer, world)) {
    const operators = reference.registry.rules.operators.map(({ id, label }) => ({ id, label }));
    return [{ id: 'var', label: { en: 'Field', 'zh-CN': '字段' } }, ...operators].map(({ id, label }) => ({
      label: id,
      type: 'function',
      detail: textIn(label, language),
      apply: id === 'var' ? '"var": ""' : `"${id}": []`,
    }));
  }
  const current = pointerKeys(pointer).at(-1);
  return nodeAt(guide, reference, object.pointer)
    .flatMap((node) => guide.members(node))
    .filter(({ name }) => name === current || !written.has(name))
    .map(({ name, node, required }) => ({
      label: name,
      type: 'property',
      info: describedIn(node.schema, language, reference.registry.say),
      ...(required && { boost: 2, detail: '*' }),
      apply: `"${name}": ${blankOf(node, guide)}`,
    }));
}

function valueCompletions({ pointer }: Place, world: CompletionWorld): readonly Completion[] {
  const { guide, reference, language } = world;
  const keys = pointerKeys(pointer);
  if (keys.at(-1) === 'var' || (keys.at(-2) === 'var' && keys.at(-1) === '0')) {
    if (inExpression(pointer, world)) {
      return pathsOf(scopeOf(reference, keys), reference.model).map(({ id, label }) =>
        stringCompletion(id, textIn(label, language), 'variable'),
      );
    }
  }
  const references = referencesAt(reference, pointer);
  if (references)
    return references.map(({ id, label }) => stringCompletion(id, textIn(label, language), 'constant'));
  return nodeAt(guide, reference, pointer)
    .flatMap((node) => guide.branches(node))
    .flatMap(({ schema }) => {
      if (schema.const !== undefined) return [literal(schema.const)];
      if (Array.isArray(schema.enum)) return schema.enum.map(literal);
      if (schema.type === 'boolean') return [literal(true), literal(false)];
      return [];
    });
}

const stringCompletion = (id: string, detail: string, type: string): Completion => ({
  label: id,
  detail,
  type,
  apply: JSON.stringify(id),
});
const literal = (value: unknown): Completion => ({
  label: typeof value === 'string' ? value : JSON.stringify(value),
  type: 'enum',
  apply: JSON.stringify(value),
});

/** Whether a place lies in an expression: one of the schemas on the way to it says so. */
function inExpression(pointer: string, { guide, reference }: CompletionWorld): boolean {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    if (nodeAt(guide, reference, at).some(isExpression)) return true;
    if (at === '') return false;
  }
}

/** What to write after a key, so that the next keystroke is already the value. */
function blankOf(node: SchemaNode, guide: SchemaGuide): string {
  if (isText(node)) return '{ "en": "", "zh-CN": "" }';
  const [{ schema } = node] = guide.branches(node);
  if (schema.type === 'string') return '""';
  if (schema.type === 'array') return '[]';
  if (schema.type === 'object') return '{}';
  if (schema.type === 'boolean') return schema.default === true ? 'false' : 'true';
  if (Array.isArray(schema.enum)) return JSON.stringify(schema.default ?? schema.enum[0]);
  return '';
}

/** A completion source over the world as it is when it is asked. */
export function schemaCompletion(world: () => CompletionWorld | undefined) {
  return (context: CompletionContext): CompletionResult | null => {
    const now = world();
    if (!now) return null;
    const text = context.state.doc.toString();
    const place = placeAt(text, context.pos, syntaxTree(context.state));
    const { node } = place;
    const inToken = ['PropertyName', 'String', 'Number', 'True', 'False', 'Null'].includes(node.name);
    const word = context.matchBefore(/[\w-]*/);
    if (!inToken && !context.explicit && (word === null || word.from === word.to)) return null;
    const options = completionsAt(text, context.pos, now, place);
    if (options.length === 0) return null;
    const from = inToken ? node.from : (word?.from ?? context.pos);
    // A key that stands already keeps its value.
    const hasValue = place.inKey && inToken && /^\s*:/.test(text.slice(node.to));
    return {
      from,
      to: inToken ? node.to : context.pos,
      filter: true,
      options: options.map((option) => ({
        ...option,
        // Matched against what stands between the quotes, which are part of the token.
        displayLabel: option.label,
        label: inToken && text[node.from] === '"' ? `"${option.label}"` : option.label,
        ...(hasValue && { apply: JSON.stringify(option.label) }),
      })),
    };
  };
}
