/** Random rows of the sample company: small integers and awkward values side by side, and many empties. */
import type { Row, ScopeField, ValueKind, ValueType } from '@tenon/expressions';
import {
  sampleDates,
  sampleDatetimes,
  sampleFields,
  sampleNumbers,
  sampleTexts,
  type World,
} from '@tenon/expressions/testing';
import fc, { type Arbitrary } from 'fast-check';

const sizes = { customer: 40, order: 90, user: 7 } as const;
type Entity = keyof typeof sizes;

/** The ids that every world has, so that expressions can name them. */
export const worldIds: { readonly [entity: string]: readonly string[] } = Object.fromEntries(
  Object.entries(sizes).map(([entity, size], group) => [
    entity,
    Array.from(
      { length: size },
      (_, index) => `0000000${group}-0000-7000-8000-${String(index).padStart(12, '0')}`,
    ),
  ]),
);

const integers: ReadonlySet<string> = new Set(['points', 'pieces', 'quota']);

const values: { readonly [K in ValueKind]: (type: ValueType, field: ScopeField) => Arbitrary<unknown> } = {
  text: () =>
    fc.oneof(fc.constantFrom(...sampleTexts), fc.string({ unit: 'binary', maxLength: 4 }).map(storable)),
  number: (_, { id }) =>
    integers.has(id)
      ? fc.oneof(fc.integer({ min: -3, max: 12 }), fc.constantFrom(9007199254740991, '9223372036854775807'))
      : fc.oneof(
          fc.constantFrom(...sampleNumbers),
          fc.integer({ min: -9999, max: 9999 }).map((cents) => `${cents / 100}`),
        ),
  boolean: () => fc.boolean(),
  date: () => fc.constantFrom(...sampleDates),
  datetime: () => fc.constantFrom(...sampleDatetimes),
  choice: (type) => fc.constantFrom(...(type.kind === 'choice' ? type.options : [])),
  id: (type) => fc.constantFrom(...(type.kind === 'id' ? worldIds[type.entity]! : [])),
  list: (type, field) =>
    type.kind === 'list'
      ? fc.uniqueArray(values[type.of.kind](type.of, field), { maxLength: 3 })
      : fc.constant([]),
  duration: () => fc.constant('P1D'),
  empty: () => fc.constant(null),
};

/** Postgres keeps no NUL. */
function storable(text: string): string {
  return text.replaceAll('\0', '');
}

function rowsOf(entity: Entity): Arbitrary<readonly Row[]> {
  const fields = sampleFields(entity).filter(
    ({ id, relation }) => id !== 'id' && relation?.cardinality !== 'inverse',
  );
  const cells = Object.fromEntries(
    fields.map((field) => [
      field.id,
      fc.oneof(
        { weight: 1, arbitrary: fc.constant(null) },
        { weight: 4, arbitrary: values[field.valueType.kind](field.valueType, field) },
      ),
    ]),
  );
  return fc
    .array(fc.record(cells), { minLength: sizes[entity], maxLength: sizes[entity] })
    .map((rows) => rows.map((row, index) => ({ id: worldIds[entity]![index], ...row })));
}

export const worlds: Arbitrary<World> = fc
  .tuple(
    rowsOf('customer'),
    rowsOf('order'),
    rowsOf('user'),
    fc.array(fc.constantFrom('new', 'active', 'lost', undefined), {
      minLength: sizes.customer,
      maxLength: sizes.customer,
    }),
  )
  .map(([customer, order, user, members]) => ({
    customer,
    order,
    user,
    viewer: user[0]!,
    segments: Object.fromEntries(
      members.flatMap((segment, index) =>
        segment === undefined ? [] : [[worldIds.customer![index]!, segment]],
      ),
    ),
  }));

/** Around changes of the clock, of the day and of the month. */
export const moments = fc.record({
  now: fc.constantFrom(
    '2026-11-21T12:00:00Z',
    '2026-11-21T04:59:59.999999Z',
    '2026-11-21T16:00:00Z',
    '2026-03-31T22:30:00Z',
    '2026-03-29T01:30:00Z',
    '2026-10-25T00:30:00Z',
    '2026-11-01T05:30:00Z',
    '2018-11-04T03:30:00Z',
    '2024-02-29T23:59:59Z',
    '1970-01-01T00:00:00Z',
  ),
  timeZone: fc.constantFrom(
    'UTC',
    'Asia/Shanghai',
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'America/Havana',
    'America/St_Johns',
  ),
});
