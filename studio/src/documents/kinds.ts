import { documentKinds } from '@tenon/documents';

/** Icon of each kind, by name in the runtime's icon set. */
const icons: { readonly [kind: string]: string } = {
  organisation: 'building',
  entity: 'database',
  form: 'profile',
  view: 'table',
  page: 'profile',
  segmentation: 'pie-chart',
  'duplicate-rule': 'copy',
  queue: 'inbox',
  'task-type': 'task',
  'assignment-rule': 'aim',
  report: 'line-chart',
  dashboard: 'dashboard',
  role: 'idcard',
  app: 'compass',
};

/** Kinds in the order in which a newcomer reads a configuration; those that plugins add stand last. */
export function orderedKinds(present: Iterable<string>): readonly string[] {
  const known = documentKinds.map(({ kind }) => kind);
  return [...known, ...[...new Set(present)].filter((kind) => !known.includes(kind)).sort()];
}

export const iconOfKind = (kind: string): string => icons[kind] ?? 'file';

export const hrefOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string =>
  `/documents/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`;
