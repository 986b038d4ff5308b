/** A shop whose every figure is worked out: roll-ups of every kind, over each other, over lookups, formulas and links. */
type Field = { readonly id: string; readonly type: string; readonly [setting: string]: unknown };

const entity = (id: string, ...fields: readonly Field[]) => ({ kind: 'entity', id, label: id, fields });
const relation = (id: string, to: string, options: object = {}): Field => ({
  id,
  type: 'relation',
  options: { to, ...options },
});
const inverse = (id: string, to: string, via: string) => relation(id, to, { cardinality: 'inverse', via });
const lookup = (id: string, field: string): Field => ({ id, type: 'lookup', options: { field } });
const formula = (id: string, expression: unknown, type: string, options: object = {}): Field => ({
  id,
  type: 'formula',
  options: { expression, result: { type, options } },
});
const rollup = (id: string, relationId: string, aggregate: string, options: object = {}): Field => ({
  id,
  type: 'rollup',
  options: { relation: relationId, aggregate, ...options },
});
const field = (id: string) => ({ var: id });
const paid = { '==': [field('status'), 'paid'] };

export const documents: readonly object[] = [
  { kind: 'organisation', id: 'main', label: 'Shop', timeZone: 'Asia/Shanghai', currency: 'CNY' },
  entity(
    'product',
    { id: 'name', type: 'text' },
    { id: 'price', type: 'decimal', options: { scale: 2 } },
    inverse('lines', 'line', 'product'),
    inverse('given_with', 'order', 'gifts'),
    rollup('sold', 'lines', 'sum', { value: field('pieces') }),
    rollup('gifts', 'given_with', 'count'),
    formula('sales', { '*': [field('sold'), field('price')] }, 'decimal', { scale: 2 }),
  ),
  // Nothing is rolled up to it, so that no lock of its own rows keeps writers apart.
  entity('tariff', { id: 'name', type: 'text' }, { id: 'fee', type: 'decimal', options: { scale: 2 } }),
  entity(
    'line',
    relation('order', 'order'),
    relation('product', 'product'),
    relation('tariff', 'tariff'),
    { id: 'pieces', type: 'integer' },
    lookup('price', 'product.price'),
    lookup('region', 'order.customer.region'),
    formula('cost', { '*': [field('pieces'), field('price')] }, 'decimal', { scale: 2 }),
  ),
  entity(
    'order',
    { id: 'name', type: 'text' },
    relation('customer', 'customer'),
    { id: 'status', type: 'choice', options: { choices: [{ id: 'open' }, { id: 'paid' }, { id: 'void' }] } },
    { id: 'placed_on', type: 'date' },
    { id: 'gift_wrapped', type: 'boolean' },
    relation('gifts', 'product', { cardinality: 'many' }),
    inverse('lines', 'line', 'order'),
    rollup('total', 'lines', 'sum', { value: field('cost') }),
    rollup('line_count', 'lines', 'count', { where: { '>': [field('pieces'), 1] } }),
    rollup('gift_value', 'gifts', 'sum', { value: field('price') }),
    rollup('fees', 'lines', 'sum', { value: field('tariff.fee') }),
    rollup('dearest', 'lines', 'max', { value: field('price') }),
    rollup('first_product', 'lines', 'first', { value: field('product'), order: field('pieces') }),
    formula('each', { '/': [field('total'), field('line_count')] }, 'decimal', { scale: 3 }),
    formula('heavy', { '>': [field('total'), 50] }, 'boolean'),
  ),
  entity(
    'note',
    { id: 'text', type: 'text' },
    {
      id: 'about',
      type: 'reference',
      options: { to: ['customer', 'product'] },
    },
  ),
  entity(
    'customer',
    { id: 'name', type: 'text' },
    { id: 'region', type: 'choice', options: { choices: [{ id: 'north' }, { id: 'south' }] } },
    relation('parent', 'customer'),
    inverse('children', 'customer', 'parent'),
    inverse('orders', 'order', 'customer'),
    rollup('spent', 'orders', 'sum', { value: field('total'), where: paid }),
    rollup('usual', 'orders', 'avg', { value: field('total') }),
    rollup('order_count', 'orders', 'count'),
    rollup('recent', 'orders', 'count', { within: { field: 'placed_on', duration: 'P30D' } }),
    rollup('last_status', 'orders', 'last', { value: field('status'), order: field('placed_on') }),
    rollup('newest', 'orders', 'max', { value: field('placed_on') }),
    rollup('smallest', 'orders', 'min', { value: field('total') }),
    rollup('heavy_orders', 'orders', 'count', { where: field('heavy') }),
    rollup('family_spent', 'children', 'sum', { value: field('spent') }),
    rollup('same_region', 'children', 'count', {
      where: { '==': [field('region'), field('parent.region')] },
    }),
    rollup('siblings_spent', 'parent.children', 'sum', { value: field('spent') }),
    formula(
      'grade',
      { if: [{ '>': [{ '+': [field('spent'), field('family_spent')] }, 100] }, 'gold', 'plain'] },
      'text',
    ),
    formula('each', { '/': [field('spent'), field('order_count')] }, 'decimal', { scale: 2 }),
  ),
];

/** The day that windows of the tests end on. */
export const today = '2026-11-20';
