import { type Language, textIn } from '@tenon/documents';
import type { ColumnConfig, EntityConfig, FieldConfig, Label, ViewConfig } from '@tenon/model';

/** How many columns a list has when nobody said which. */
const plainColumns = 6;

type Entities = { readonly [id: string]: EntityConfig };

export function columnOf(entity: EntityConfig, path: string): ColumnConfig | undefined {
  const field = entity.fields.find(({ id }) => id === path);
  return field && { path, label: field.label, field };
}

/** A column by its path, through relations as well; undefined when the reader sees no such field. */
export function columnAt(entities: Entities, entity: EntityConfig, path: string): ColumnConfig | undefined {
  const fields: FieldConfig[] = [];
  let at: EntityConfig | undefined = entity;
  let whole: FieldConfig | undefined;
  for (const id of path.split('.')) {
    const part = whole?.parts?.find((one) => one.id === `${whole?.id}.${id}`);
    const field: FieldConfig | undefined = at?.fields.find((one) => one.id === id) ?? part;
    if (!field) return undefined;
    // A part is named with its whole.
    if (part) fields.pop();
    fields.push(field);
    whole = part ? undefined : field;
    at =
      field.relation?.cardinality === 'one' && Object.hasOwn(entities, field.relation.entity)
        ? entities[field.relation.entity]
        : undefined;
  }
  const field = fields.at(-1);
  return field && { path, label: pathLabel(fields), field };
}

/** "Account · Sector": relations before what is read through them, in every language. */
function pathLabel(fields: readonly FieldConfig[]): Label {
  if (fields.length === 1) return fields[0]?.label ?? '';
  const inLanguage = (language: Language) =>
    fields.map(({ id, label }) => textIn(label, language, id)).join(' · ');
  return { en: inLanguage('en'), 'zh-CN': inLanguage('zh-CN') };
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
    .filter(({ id, relation }) => relation?.cardinality !== 'inverse' && id !== 'id')
    .flatMap((field) => [field, ...(field.parts ?? [])])
    .filter(({ id }) => !named.has(id))
    .map((field) => ({ path: field.id, label: field.label, field }));
  return [...configured, ...others];
}
