import type { RoleDocument } from '@tenon/documents';
import { builtInRoles } from '../builtin/index.ts';

/** The roles as written, and the built-in ones that nobody wrote anew. */
export function normalizeRoles(documents: readonly RoleDocument[]): readonly RoleDocument[] {
  const written = new Set(documents.map(({ id }) => id));
  return [...documents, ...builtInRoles.filter(({ id }) => !written.has(id))];
}
