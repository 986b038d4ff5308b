/** Bounds an expression before anything walks it by recursion. */
import { limits } from './limits.ts';
import type { Expression, ExpressionProblem } from './types.ts';

/** The limit that the expression passes first, or undefined. Stops there, so that its own cost is bounded too. */
export function measure(expression: Expression): ExpressionProblem | undefined {
  const waiting: { readonly value: Expression; readonly depth: number }[] = [{ value: expression, depth: 0 }];
  let nodes = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    nodes += 1;
    if (nodes > limits.nodes) {
      return whole('expression-too-large', `An expression has at most ${limits.nodes} parts`);
    }
    if (depth > limits.depth) {
      return whole('expression-too-deep', `Operations nest at most ${limits.depth} deep`);
    }
    if (Array.isArray(value)) {
      if (value.length > limits.list) {
        return whole('list-too-long', `A list has at most ${limits.list} values, not ${value.length}`);
      }
      if (value.some(isCompound)) for (const item of value) waiting.push({ value: item, depth });
    } else if (isCompound(value)) {
      for (const key of Object.keys(value)) waiting.push({ value: value[key]!, depth: depth + 1 });
    }
  }
  return undefined;
}

export function isCompound(value: unknown): value is { readonly [operator: string]: Expression } {
  return typeof value === 'object' && value !== null;
}

function whole(
  code: 'expression-too-large' | 'expression-too-deep' | 'list-too-long',
  message: string,
): ExpressionProblem {
  return { code, severity: 'error', pointer: '', message };
}
