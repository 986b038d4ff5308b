/**
 * Freezes a value and all that hangs on it. Values of Maps are frozen, the Maps themselves cannot be; what a plugin owns
 * (`type` of a field) is left as it is.
 */
export function deepFreeze<Value>(value: Value): Value {
  const open: unknown[] = [value];
  const seen = new Set<unknown>();
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if ((typeof next !== 'object' && typeof next !== 'function') || next === null || seen.has(next)) continue;
    seen.add(next);
    if (next instanceof Map) {
      open.push(...next.values());
      continue;
    }
    for (const [key, item] of Object.entries(next))
      if (key !== 'type' || typeof item === 'string') open.push(item);
    Object.freeze(next);
  }
  return value;
}
