/** The company of the bench at scale: customers, their orders, and what was said to them. */
const choices = (...ids: string[]) => ({ choices: ids.map((id) => ({ id, label: id })) });
const toCustomer = { to: 'customer', cardinality: 'one' };
const all = ['read', 'create', 'update', 'delete', 'restore', 'export', 'import', 'assign'];

const inverse = (id: string, to: string) => ({
  id,
  type: 'relation',
  label: id,
  options: { to, cardinality: 'inverse', via: 'customer' },
});

/** Lists whose order an index follows from. */
const view = (id: string, entity: string, rest: object) => ({
  kind: 'view',
  id,
  entity,
  label: id,
  columns: [{ field: entity === 'customer' ? 'name' : 'number' }],
  ...rest,
});

const documents = [
  {
    kind: 'organisation',
    id: 'main',
    label: 'Scale',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    phoneRegion: 'CN',
    defaultRoles: ['agent'],
  },
  {
    kind: 'entity',
    id: 'customer',
    label: { en: 'Customer', 'zh-CN': '客户' },
    titleField: 'name',
    searchFields: ['name', 'company', 'number', 'email', 'phone'],
    fields: [
      {
        id: 'number',
        type: 'text',
        label: 'Number',
        required: true,
        unique: true,
        options: { maxLength: 40 },
      },
      { id: 'name', type: 'text', label: 'Name', required: true, options: { maxLength: 200 } },
      { id: 'company', type: 'text', label: 'Company', options: { maxLength: 200 } },
      { id: 'phone', type: 'phone', label: 'Phone' },
      { id: 'email', type: 'email', label: 'E-mail' },
      { id: 'city', type: 'text', label: 'City', options: { maxLength: 80 } },
      { id: 'region', type: 'choice', label: 'Region', options: choices('north', 'south', 'east', 'west') },
      { id: 'status', type: 'choice', label: 'Status', options: choices('lead', 'active', 'lost') },
      { id: 'value', type: 'decimal', label: 'Value' },
      { id: 'last_order', type: 'date', label: 'Last order' },
      inverse('orders', 'order'),
      { id: 'newsletter', type: 'boolean', label: 'Newsletter' },
      { id: 'notes', type: 'long_text', label: 'Notes' },
    ],
  },
  {
    kind: 'entity',
    id: 'order',
    label: { en: 'Order', 'zh-CN': '订单' },
    titleField: 'number',
    fields: [
      {
        id: 'number',
        type: 'text',
        label: 'Number',
        required: true,
        unique: true,
        options: { maxLength: 40 },
      },
      { id: 'customer', type: 'relation', label: 'Customer', options: toCustomer },
      { id: 'ordered_at', type: 'datetime', label: 'Ordered' },
      {
        id: 'state',
        type: 'choice',
        label: 'State',
        options: choices('open', 'paid', 'shipped', 'returned'),
      },
      { id: 'amount', type: 'decimal', label: 'Amount' },
    ],
    indexes: [
      { id: 'of_customer', filter: ['customer'], sort: [{ field: 'ordered_at', direction: 'desc' }] },
    ],
  },
  {
    kind: 'entity',
    id: 'touchpoint',
    label: { en: 'Touchpoint', 'zh-CN': '触点' },
    titleField: 'subject',
    fields: [
      { id: 'subject', type: 'text', label: 'Subject', options: { maxLength: 200 } },
      { id: 'customer', type: 'relation', label: 'Customer', options: toCustomer },
      { id: 'at', type: 'datetime', label: 'At' },
      { id: 'channel', type: 'choice', label: 'Channel', options: choices('call', 'mail', 'visit', 'chat') },
      { id: 'minutes', type: 'integer', label: 'Minutes' },
    ],
    indexes: [{ id: 'of_customer', filter: ['customer'], sort: [{ field: 'at', direction: 'desc' }] }],
  },
  view('customers', 'customer', { sort: [{ field: 'name' }] }),
  view('worth', 'customer', { sort: [{ field: 'value', direction: 'desc' }] }),
  view('regions', 'customer', { sort: [{ field: 'region' }, { field: 'value', direction: 'desc' }] }),
  view('leads', 'customer', {
    where: { '==': [{ var: 'status' }, 'lead'] },
    sort: [{ field: 'last_order', direction: 'desc' }],
  }),
  view('orders', 'order', { sort: [{ field: 'ordered_at', direction: 'desc' }] }),
  {
    kind: 'role',
    id: 'agent',
    label: 'Agent',
    grants: [
      {
        entity: 'customer',
        actions: ['read', 'update'],
        where: { '==': [{ var: 'owner' }, { var: 'viewer.id' }] },
      },
    ],
    capabilities: ['work'],
  },
  {
    kind: 'role',
    id: 'administrator',
    label: 'Administrator',
    grants: [{ entity: '*', actions: all }],
    capabilities: ['configure', 'manage_users', 'manage_work', 'work'],
  },
  { kind: 'app', id: 'scale', label: 'Scale', items: [{ id: 'customers', entity: 'customer' }] },
];

export const scaleDocuments: readonly string[] = documents.map((document) => JSON.stringify(document));
