import type { EntityConfig, FieldConfig, MergeChoice, RecordBody } from '@tenon/model';

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Fields of which one value has to be chosen; links to many are joined, and what is worked out follows. */
export function choosable({ fields }: EntityConfig): readonly FieldConfig[] {
  return fields.filter(
    ({ id, system, readOnly, relation }) =>
      (!system || id === 'owner') && !readOnly && (relation === undefined || relation.cardinality === 'one'),
  );
}

export function differs(field: FieldConfig, records: readonly RecordBody[]): boolean {
  return records.some((record) => !isSame(record[field.id], records[0]?.[field.id]));
}

/** The record with most values; of equals, the one that was changed last. */
export function fullest(entity: EntityConfig, records: readonly RecordBody[]): string {
  const filled = (record: RecordBody) => choosable(entity).filter(({ id }) => !isEmpty(record[id])).length;
  const [best] = records.toSorted(
    (a, b) => filled(b) - filled(a) || (String(a.updated_at) < String(b.updated_at) ? 1 : -1),
  );
  return best?.id ?? '';
}

/** Each field from the survivor, and where that has nothing from the newest that has something. */
export function firstChoices(
  entity: EntityConfig,
  records: readonly RecordBody[],
  survivor: string,
): { readonly [field: string]: string } {
  const newest = records.toSorted((a, b) => (String(a.updated_at) < String(b.updated_at) ? 1 : -1));
  const order = [
    ...newest.filter(({ id }) => id === survivor),
    ...newest.filter(({ id }) => id !== survivor),
  ];
  return Object.fromEntries(
    choosable(entity).map(({ id }) => [
      id,
      (order.find((record) => !isEmpty(record[id])) ?? order[0])?.id ?? survivor,
    ]),
  );
}

/** What is asked of the server: only what the survivor does not have already. */
export function chosenValues(
  choices: { readonly [field: string]: string },
  survivor: string,
): { readonly [field: string]: MergeChoice } {
  return Object.fromEntries(
    Object.entries(choices)
      .filter(([, from]) => from !== survivor)
      .map(([field, from]) => [field, { from }]),
  );
}
