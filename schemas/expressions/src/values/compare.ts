import type { ValueType } from '../types.ts';
import { compareNumbers, type Numeric } from './decimal.ts';
import { compareTexts } from './text.ts';

/** Below, above or equal to zero as `a` comes before, after or beside `b`; neither is empty. */
export function compareValues(a: unknown, b: unknown, type: ValueType): number {
  if (type.kind === 'number') return compareNumbers(a as Numeric, b as Numeric);
  if (type.kind === 'boolean') return Number(a) - Number(b);
  return compareTexts(a as string, b as string);
}

/** Whether two values that are not empty are the same. */
export function equalValues(a: unknown, b: unknown, type: ValueType): boolean {
  return a === b || (type.kind === 'number' && compareNumbers(a as Numeric, b as Numeric) === 0);
}

const smallList = 8;
const sets = new WeakMap<readonly unknown[], ReadonlySet<unknown>>();

/** Whether a list holds a value. Long lists are hashed once, as a literal list is the same for every row. */
export function holds(list: readonly unknown[], value: unknown, type: ValueType): boolean {
  if (list.length <= smallList || typeof value === 'object') {
    return list.some((item) => item !== null && equalValues(item, value, type));
  }
  let set = sets.get(list);
  if (!set) {
    set = new Set(list);
    sets.set(list, set);
  }
  return set.has(value);
}
