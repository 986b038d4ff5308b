import { jsonLanguage } from '@codemirror/lang-json';
import type { SyntaxNode, Tree } from '@lezer/common';
import { pointerKeys, pointerTo } from '@tenon/documents';

export interface Range {
  readonly from: number;
  readonly to: number;
}

export const parseJson = (text: string): Tree => jsonLanguage.parser.parse(text);

const valueNames = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);
const isValue = (node: SyntaxNode) => valueNames.has(node.name);

/** What a pointer points at, or the nearest thing around it; half-written text has places too. */
export function rangeOf(text: string, pointer: string, tree: Tree = parseJson(text)): Range {
  let value = childWhere(tree.topNode, isValue);
  let mark: SyntaxNode | undefined;
  if (!value) return { from: 0, to: Math.min(text.length, 1) };
  for (const key of pointerKeys(pointer)) {
    const next: { value: SyntaxNode | undefined; name: SyntaxNode | undefined } = stepInto(value, key, text);
    if (!next.value && !next.name) return rangeToShow(value, mark, text);
    mark = next.name;
    if (!next.value) return rangeToShow(next.name ?? value, undefined, text);
    value = next.value;
  }
  return rangeToShow(value, mark, text);
}

/** Long values are shown by their key or their first line, so that a mark does not colour half a page. */
function rangeToShow(value: SyntaxNode, name: SyntaxNode | undefined, text: string): Range {
  const lineEnd = text.indexOf('\n', value.from);
  if (lineEnd === -1 || value.to <= lineEnd) return { from: value.from, to: value.to };
  return name ? { from: name.from, to: name.to } : { from: value.from, to: lineEnd };
}

function stepInto(value: SyntaxNode, key: string, text: string) {
  if (value.name === 'Object') {
    const property = childWhere(
      value,
      (node) => node.name === 'Property' && keyOfProperty(node, text) === key,
    );
    return {
      value: property && childWhere(property, isValue),
      name: property && childWhere(property, (node) => node.name === 'PropertyName'),
    };
  }
  const index = value.name === 'Array' && /^\d+$/.test(key) ? Number(key) : -1;
  let at = -1;
  return {
    value: index < 0 ? undefined : childWhere(value, (node) => isValue(node) && ++at === index),
    name: undefined,
  };
}

/** Where a place in the text is: the pointer of the value around it, and whether it is in a key. */
export interface Place {
  readonly pointer: string;
  readonly inKey: boolean;
  /** The object whose key is being written; its pointer, and the keys that it has. */
  readonly object?: { readonly pointer: string; readonly keys: readonly string[]; readonly node: SyntaxNode };
  /** The token at the place. */
  readonly node: SyntaxNode;
}

export function placeAt(text: string, position: number, tree: Tree = parseJson(text)): Place {
  let node = tree.resolveInner(position, -1);
  // Between two tokens the one that ends here is found; past its end it is the one around that counts.
  if (node.name === 'JsonText') node = tree.resolveInner(position, 1);
  const property = nearest(node, 'Property');
  const colon = property ? text.slice(property.from, position).includes(':') : false;
  const inObject = node.name === 'Object' || node.name === '{' || node.name === '}' || node.name === ',';
  const inKey =
    node.name === 'PropertyName' ||
    (inObject && nearestContainer(node)?.name === 'Object' && !endsWithColon(text, position));
  const object = inKey || !colon ? nearest(node, 'Object') : undefined;
  const around = node.name === 'PropertyName' ? (node.parent ?? node) : node;
  return {
    pointer: pointerOf(around, text, position),
    inKey,
    node,
    ...(object && {
      object: { pointer: pointerOf(object, text, position), keys: keysOf(object, text), node: object },
    }),
  };
}

const endsWithColon = (text: string, position: number) => text.slice(0, position).trimEnd().endsWith(':');

/** The pointer of a node; of an array's gap, that of the element that would stand there. */
export function pointerOf(node: SyntaxNode, text: string, position?: number): string {
  const keys: (string | number)[] = [];
  if (
    node.name === 'Array' ||
    ((node.name === '[' || node.name === ',' || node.name === ']') && node.parent?.name === 'Array')
  ) {
    const array = node.name === 'Array' ? node : node.parent;
    if (array && position !== undefined) keys.unshift(elementsBefore(array, position));
    if (array && array !== node) return pointerTo(pointerOf(array, text), ...keys);
  }
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.name === 'Property') keys.unshift(keyOfProperty(at, text));
    else if (at.parent?.name === 'Array' && isValue(at)) keys.unshift(elementsBefore(at.parent, at.from));
  }
  return pointerTo('', ...keys);
}

function elementsBefore(array: SyntaxNode, position: number): number {
  let count = 0;
  for (let child = array.firstChild; child; child = child.nextSibling) {
    if (isValue(child) && child.to <= position && child.from < position) count += 1;
  }
  return count;
}

function nearestContainer(node: SyntaxNode): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.name === 'Object' || at.name === 'Array') return at;
  }
  return undefined;
}

function nearest(node: SyntaxNode, name: string): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = node; at; at = at.parent) if (at.name === name) return at;
  return undefined;
}

function keysOf(object: SyntaxNode, text: string): readonly string[] {
  const keys: string[] = [];
  for (let child = object.firstChild; child; child = child.nextSibling) {
    if (child.name === 'Property') keys.push(keyOfProperty(child, text));
  }
  return keys;
}

function keyOfProperty(property: SyntaxNode, text: string): string {
  const name = childWhere(property, (node) => node.name === 'PropertyName');
  if (!name) return '';
  const written = text.slice(name.from, name.to);
  try {
    return String(JSON.parse(written));
  } catch {
    return written.replaceAll('"', '');
  }
}

function childWhere(node: SyntaxNode, test: (child: SyntaxNode) => boolean): SyntaxNode | undefined {
  for (let child = node.firstChild; child; child = child.nextSibling) if (test(child)) return child;
  return undefined;
}
