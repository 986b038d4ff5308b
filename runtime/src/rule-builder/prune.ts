import type { Expression } from '@tenon/documents';
import { type RuleNode, readRules, writeRules } from './tree.ts';

/**
 * A condition without the parts that are not sound, such as those that name a field that is gone; the smallest ones go. What
 * remains can let more through, so whoever shows it has to say so.
 */
export function pruneRules(
  expression: Expression,
  isSound: (expression: Expression) => boolean,
): { readonly kept: Expression | undefined; readonly dropped: number } {
  if (isSound(expression)) return { kept: expression, dropped: 0 };
  let dropped = 0;
  const prune = (node: RuleNode): RuleNode | undefined => {
    const written = writeRules(node);
    if (written === undefined) return undefined;
    if (isSound(written)) return node;
    if (node.kind !== 'group') {
      dropped += 1;
      return undefined;
    }
    const children = node.children.map(prune).filter((child) => child !== undefined);
    return children.length === 0 ? undefined : { ...node, bare: true, children };
  };
  const kept = prune(readRules(expression));
  return { kept: kept && writeRules(kept), dropped };
}
