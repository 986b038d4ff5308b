import type { ColumnConfig, EntityConfig, ViewConfig } from '@tenon/model';

/** How many columns a list has when nobody said which. */
const plainColumns = 6;

export function columnOf(entity: EntityConfig, path: string): ColumnConfig | undefined {
  const field = entity.fields.find(({ id }) => id === path);
  return field && { path, label: field.label, field };
}

/** The columns of a view; of an entity without one, its title and first fields. */
export function configuredColumns(
  entity: EntityConfig,
  view: ViewConfig | undefined,
): readonly ColumnConfig[] {
  if (view) return view.columns;
  const own = entity.fields.filter(({ system, relation }) => !system && relation?.cardinality !== 'inverse');
  const first = own.find(({ id }) => id === entity.titleField);
  const rest = own.filter(({ id }) => id !== entity.titleField);
  return [...(first ? [first] : []), ...rest]
    .slice(0, plainColumns)
    .map((field) => ({ path: field.id, label: field.label, field }));
}

/** All that can be shown: what the view names, then the entity's other fields. */
export function offeredColumns(entity: EntityConfig, view: ViewConfig | undefined): readonly ColumnConfig[] {
  const configured = configuredColumns(entity, view);
  const named = new Set(configured.map(({ path }) => path));
  const others = entity.fields
    .filter(({ id, relation }) => !named.has(id) && relation?.cardinality !== 'inverse' && id !== 'id')
    .map((field) => ({ path: field.id, label: field.label, field }));
  return [...configured, ...others];
}

const storageKey = (list: string) => `tenon.columns.${list}`;

/** The paths that this user chose for a list, in order; undefined when nothing was chosen. */
export function readColumnChoice(list: string): readonly string[] | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey(list)) ?? 'null');
    return Array.isArray(kept) && kept.every((path) => typeof path === 'string') ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function keepColumnChoice(list: string, paths: readonly string[] | undefined): void {
  if (paths === undefined) localStorage.removeItem(storageKey(list));
  else localStorage.setItem(storageKey(list), JSON.stringify(paths));
}
