/** Slots that many operators share. */
import type { Slot, ValueKind } from './types.ts';

export const condition: Slot = { kinds: 'condition' };
export const text: Slot = { kinds: ['text'] };
export const number: Slot = { kinds: ['number'] };
export const dateOrDatetime: Slot = { kinds: ['date', 'datetime'] };

export const scalarKinds: readonly ValueKind[] = [
  'text',
  'number',
  'boolean',
  'date',
  'datetime',
  'choice',
  'id',
];
export const orderedKinds: readonly ValueKind[] = ['text', 'number', 'date', 'datetime'];
export const measuredKinds: readonly ValueKind[] = ['number', 'date', 'datetime'];

export function same(kinds: readonly ValueKind[], nullable = false): Slot {
  return nullable ? { kinds, same: 'itself', nullable } : { kinds, same: 'itself' };
}

/** A list whose values have the type that the other slots share. */
export function listOf(kinds: readonly ValueKind[]): Slot {
  return { kinds, same: 'element' };
}

export function repeat(slot: Slot): (count: number) => readonly Slot[] {
  return (count) => Array.from({ length: count }, () => slot);
}
