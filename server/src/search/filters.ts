/** Conditions of lists that look for a part of a text in a searched field: the search index says where it can be. */
import type { TypedNode } from '@tenon/expressions';
import type { FieldModel } from '@tenon/model';
import type { Context } from '../context.ts';
import type { SelectNode } from '../query/nodes.ts';
import type { LiveRelease } from '../releases/live.ts';
import { isKnown, narrowed, tells } from './narrow.ts';

const looking: ReadonlySet<string> = new Set(['contains', 'icontains', 'ends_with']);

interface Part {
  readonly field: FieldModel;
  readonly text: string;
}

/** The only records that can fulfil the conditions; undefined when the index can't tell or would not help. */
export async function narrowedByFilters(
  context: Context,
  { entity, where, rows }: Pick<SelectNode, 'entity' | 'where' | 'rows'>,
): Promise<readonly string[] | undefined> {
  if (rows !== 'live') return undefined;
  // The longest says most.
  const [part] = partsIn(context.release, entity.id, where).toSorted((a, b) => b.text.length - a.text.length);
  return part && (await narrowed(context, entity.id, [part.field], part.text));
}

/** Whether the index leads to what the conditions look for, once it is made. */
export function canNarrow(
  release: LiveRelease,
  { entity, where }: Pick<SelectNode, 'entity' | 'where'>,
): boolean {
  return partsIn(release, entity.id, where).length > 0;
}

function partsIn(release: LiveRelease, entity: string, where: SelectNode['where']): readonly Part[] {
  return where
    .flatMap(({ root }) => partsOf(root))
    .flatMap(({ path, text }): Part[] => {
      const field = release.model.entities.get(entity)?.fields.get(path);
      return field && isKnown(release, entity, field) && tells(text) ? [{ field, text }] : [];
    });
}

/** Parts of own fields that must be there for the condition to hold. */
function partsOf(node: TypedNode): readonly { readonly path: string; readonly text: string }[] {
  if (node.node !== 'operation') return [];
  if (node.operator === 'and') return node.operands.flatMap(partsOf);
  if (!looking.has(node.operator)) return [];
  const [field, part] = node.operands;
  if (field?.node !== 'field' || field.from !== undefined || field.part || field.path.length !== 1) return [];
  const [path] = field.path;
  if (part?.node !== 'literal' || typeof part.value !== 'string' || path === undefined) return [];
  return [{ path, text: part.value }];
}
