import type { Text } from '@tenon/documents';

/** A label for what has only an id: `won_value` → `Won value`. */
export function labelOf(id: string): Text {
  const words = id.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
