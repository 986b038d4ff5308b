import { syntaxTree } from '@codemirror/language';
import { hoverTooltip } from '@codemirror/view';
import { describedIn, textIn, valueAt } from '@tenon/documents';
import { nodeAt, referencesAt } from '../references/index.ts';
import type { CompletionWorld } from './completion.ts';
import { placeAt, pointerOf, rangeOf } from './pointer-range.ts';

export interface HoverText {
  readonly title: string;
  readonly text: string;
}

/** What is known about a place: what its schema says, and the label of what an id stands for. */
export function hoverAt(text: string, position: number, world: CompletionWorld): HoverText | undefined {
  const place = placeAt(text, position);
  const pointer = (world.within ?? '') + place.pointer;
  const [node] = nodeAt(world.guide, world.reference, pointer);
  const value = valueAt(world.reference.document, pointer);
  const referred = place.inKey
    ? undefined
    : referencesAt(world.reference, pointer)?.find(({ id }) => id === value);
  const description = node && describedIn(node.schema, world.language, world.reference.registry.say);
  const known = referred?.label === undefined ? '' : textIn(referred.label, world.language);
  const parts = [known, description ?? ''].filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  return { title: pointer.split('/').at(-1) ?? '', text: parts.join(' · ') };
}

/** Descriptions from the schemas, beside the pointer. */
export function schemaHover(world: () => CompletionWorld | undefined) {
  return hoverTooltip((view, position) => {
    const now = world();
    if (!now) return null;
    const text = view.state.doc.toString();
    const node = syntaxTree(view.state).resolveInner(position, 1);
    if (node.name === 'JsonText') return null;
    const found = hoverAt(text, position, now);
    if (!found) return null;
    const { from, to } = rangeOf(text, pointerOf(node, text));
    return {
      pos: Math.min(from, position),
      end: Math.max(to, position),
      above: true,
      create: () => {
        const dom = document.createElement('div');
        dom.className = 's-hover';
        const title = dom.appendChild(document.createElement('strong'));
        title.textContent = found.title;
        dom.appendChild(document.createElement('div')).textContent = found.text;
        return { dom };
      },
    };
  });
}
