/** Small configurations, as texts. */

export interface FieldPart {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

/** The text of an entity document with a unique-free title `name` and these fields. */
export function entity(id: string, fields: readonly FieldPart[] = [], rest: object = {}): string {
  const name = { id: 'name', type: 'text', label: 'Name' };
  return JSON.stringify({
    kind: 'entity',
    id,
    label: id,
    titleField: 'name',
    fields: [name, ...fields.map((field) => ({ label: field.id, ...field }))],
    ...rest,
  });
}

/** The text of a segmentation into records that have a name and all others. */
export function segmentation(id: string, of: string): string {
  const named = { id: 'named', label: 'Named', when: { '!': { empty: [{ var: 'name' }] } } };
  const otherwise = { id: 'other', label: 'Other' };
  return JSON.stringify({ kind: 'segmentation', id, label: id, entity: of, segments: [named], otherwise });
}
