import type { FieldModel, OrganisationModel } from '../model.ts';
import { isSortable } from '../resolve/paths.ts';
import type { IndexModel } from './model.ts';

/** What an entry of a B-tree can hold is a third of a page, in bytes; a record that held more could not be written. */
const widest = 2_500;
const widestCharacter = 4;

/** Why no index can be over the field; undefined when one can. */
export function indexFault(
  field: FieldModel,
  use: 'filter' | 'sort',
  { currency }: OrganisationModel,
): 'index-impossible' | undefined {
  if (field.storage.kind !== 'column' || field.type.secret) return 'index-impossible';
  if (!comparable.has(field.valueType.kind)) return 'index-impossible';
  // What it counts as follows from rates, which change.
  const code = field.type.currency?.(field.options)?.code;
  if (code !== undefined && code !== currency) return 'index-impossible';
  if (use === 'sort' && !isSortable(field)) return 'index-impossible';
  return widthOf(field) > widest ? 'index-impossible' : undefined;
}

const comparable: ReadonlySet<string> = new Set([
  'text',
  'number',
  'boolean',
  'date',
  'datetime',
  'choice',
  'id',
]);

/** Whether entries stay within what an index can hold, whatever people write. */
export function isNarrow({ filter, sort }: Pick<IndexModel, 'filter' | 'sort'>): boolean {
  const fields = [...filter, ...sort.map(({ field }) => field)];
  return fields.reduce((sum, field) => sum + widthOf(field), 0) <= widest;
}

function widthOf(field: FieldModel): number {
  if (field.valueType.kind !== 'text') return 64;
  return bytesOf(field.type.valueSchema(field.options)) ?? (field.type.canBeUnique ? 64 : Infinity);
}

function bytesOf(schema: { readonly [key: string]: unknown }): number | undefined {
  if (typeof schema.maxLength === 'number') return schema.maxLength * widestCharacter;
  const { properties } = schema;
  if (typeof properties !== 'object' || properties === null) return undefined;
  const parts = Object.values(properties).map((part) => bytesOf(part as { readonly [key: string]: unknown }));
  return parts.reduce<number | undefined>(
    (sum, part) => (sum === undefined || part === undefined ? undefined : sum + part),
    0,
  );
}
