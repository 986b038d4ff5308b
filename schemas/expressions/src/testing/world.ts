/** A small company that operators are tried on: customers with orders, and the user who looks at them. */
import type { Catalog, EvaluationContext, Moment, Row, Scope, ScopeField, ValueType } from '../types.ts';

const text = { kind: 'text' } as const;
const number = { kind: 'number' } as const;
const boolean = { kind: 'boolean' } as const;
const date = { kind: 'date' } as const;
const datetime = { kind: 'datetime' } as const;
const choice = (...options: string[]) => ({ kind: 'choice', options }) as const;
const id = (entity: string) => ({ kind: 'id', entity }) as const;
const list = (of: ValueType) => ({ kind: 'list', of }) as const;

const valueTypes: { readonly [entity: string]: { readonly [field: string]: ValueType } } = {
  customer: {
    id: id('customer'),
    name: text,
    note: text,
    city: choice('berlin', 'oslo', 'shanghai'),
    interests: list(choice('bikes', 'boats', 'books')),
    points: number,
    balance: number,
    vip: boolean,
    born: date,
    seen_at: datetime,
    owner: id('user'),
    helpers: list(id('user')),
    orders: list(id('order')),
  },
  order: {
    id: id('order'),
    customer: id('customer'),
    title: text,
    status: choice('open', 'paid', 'void'),
    amount: number,
    pieces: number,
    gift: boolean,
    due: date,
    paid_at: datetime,
    handler: id('user'),
  },
  user: {
    id: id('user'),
    team: text,
    city: choice('berlin', 'oslo', 'shanghai'),
    quota: number,
    active: boolean,
    joined: date,
    customers: list(id('customer')),
  },
};

const relations: { readonly [field: string]: ScopeField['relation'] } = {
  'customer.owner': { cardinality: 'one', entity: 'user' },
  'customer.helpers': { cardinality: 'many', entity: 'user' },
  'customer.orders': { cardinality: 'inverse', entity: 'order' },
  'order.customer': { cardinality: 'one', entity: 'customer' },
  'order.handler': { cardinality: 'one', entity: 'user' },
  'user.customers': { cardinality: 'inverse', entity: 'customer' },
};

/** Inverse relation → the field of the other entity that points back. */
export const sampleInverses: { readonly [field: string]: string } = {
  'customer.orders': 'customer',
  'user.customers': 'owner',
};

const segmentations = {
  lifecycle: { entity: 'customer', segments: ['new', 'active', 'lost'] },
} as const;

/** The fields of an entity of the sample company. */
export function sampleFields(entity: string): readonly ScopeField[] {
  return Object.entries(valueTypes[entity] ?? {}).map(([field, valueType]) => {
    const relation = relations[`${entity}.${field}`];
    return { id: field, valueType, ...(relation ? { relation } : {}) };
  });
}

export const sampleEntities: readonly string[] = Object.keys(valueTypes);

export const sampleCatalog: Catalog = {
  entity: (entityId) => {
    if (!Object.hasOwn(valueTypes, entityId)) return undefined;
    const fields = new Map(sampleFields(entityId).map((field) => [field.id, field]));
    return { id: entityId, field: (fieldId) => fields.get(fieldId), fieldIds: () => [...fields.keys()] };
  },
  segmentation: (segmentation) => (segmentation === 'lifecycle' ? segmentations.lifecycle : undefined),
};

/** Rules about a customer, seen by a user. */
export const sampleScope: Scope = { catalog: sampleCatalog, entity: 'customer', names: { viewer: 'user' } };

/** Rows of the sample company by entity. */
export interface World {
  readonly customer: readonly Row[];
  readonly order: readonly Row[];
  readonly user: readonly Row[];
  readonly viewer: Row;
  /** Customer id → segment of `lifecycle`. */
  readonly segments: { readonly [customer: string]: string };
}

/** How evaluation reaches a world, for one row after the other. */
export function worldContext(world: World, moment: Moment): (row: Row | undefined) => EvaluationContext {
  const rows: { readonly [entity: string]: readonly Row[] } = {
    customer: world.customer,
    order: world.order,
    user: world.user,
  };
  const byId = new Map(
    sampleEntities.flatMap((entity) => rows[entity]!.map((row) => [`${entity}/${row.id}`, row])),
  );
  const pointing = new Map<string, Row[]>();
  for (const [inverse, back] of Object.entries(sampleInverses)) {
    for (const row of rows[relations[inverse]!.entity]!) {
      if (row[back] === null || row[back] === undefined) continue;
      const key = `${inverse}/${row[back]}`;
      const group = pointing.get(key);
      if (group) group.push(row);
      else pointing.set(key, [row]);
    }
  }
  const relationOf = (entity: string, field: string) => relations[`${entity}.${field}`]!;
  return (row) => ({
    ...moment,
    row,
    names: { viewer: world.viewer },
    related: (entity, from, field) => byId.get(`${relationOf(entity, field).entity}/${from[field]}`),
    relatedMany: (entity, from, field) => {
      if (relationOf(entity, field).cardinality === 'inverse') {
        return pointing.get(`${entity}.${field}/${from.id}`) ?? [];
      }
      const ids = from[field];
      if (!Array.isArray(ids)) return [];
      const target = relationOf(entity, field).entity;
      return [...new Set<unknown>(ids)]
        .map((other) => byId.get(`${target}/${other}`))
        .filter((other) => other !== undefined);
    },
    segmentOf: (_, from) => world.segments[String(from.id)],
  });
}
