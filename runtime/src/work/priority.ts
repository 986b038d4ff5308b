import type { TaskBody } from '@tenon/model';

export type PriorityPart = TaskBody['priorityParts'][number];

/** The parts that lift a task most, largest first; those that add nothing are left out. */
export function leadingParts(parts: readonly PriorityPart[], most: number): readonly PriorityPart[] {
  return parts
    .filter(({ score }) => Number(score) > 0)
    .toSorted((a, b) => Number(b.score) - Number(a.score))
    .slice(0, most);
}
