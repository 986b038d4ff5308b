import { type JsonSchema, pointerKeys, pointerTo } from '@tenon/documents';
import { optionsSchemaAt, type ReferenceContext } from './references.ts';
import type { SchemaGuide, SchemaNode } from './schema-nodes.ts';

/** The schemas that the value at a place may follow; inside settings those that the plugin defines. */
export function nodeAt(
  guide: SchemaGuide,
  context: ReferenceContext,
  pointer: string,
): readonly SchemaNode[] {
  const root = guide.root(context.kind);
  if (!root) return [];
  let nodes: readonly SchemaNode[] = [root];
  let place = '';
  for (const key of pointerKeys(pointer)) {
    place = pointerTo(place, key);
    const settings = optionsSchemaAt(context, place) as JsonSchema | undefined;
    nodes = settings
      ? [{ schema: settings, root: settings }]
      : nodes.flatMap((node) => guide.children(node, key));
  }
  return nodes;
}
