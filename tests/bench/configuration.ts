/** The configuration that is measured: two entities of a usual width, a segmentation and an assignment rule. */
const v = (path: string) => ({ var: path });
const choices = (...ids: string[]) => ({ choices: ids.map((id) => ({ id, label: id })) });

const documents = [
  {
    kind: 'organisation',
    id: 'main',
    label: 'Bench',
    timeZone: 'UTC',
    currency: 'USD',
    defaultRoles: ['agent'],
  },
  {
    kind: 'entity',
    id: 'customer',
    label: 'Customer',
    titleField: 'name',
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
      { id: 'email', type: 'email', label: 'E-mail' },
      { id: 'city', type: 'text', label: 'City', options: { maxLength: 80 } },
      { id: 'region', type: 'choice', label: 'Region', options: choices('north', 'south', 'east', 'west') },
      { id: 'status', type: 'choice', label: 'Status', options: choices('lead', 'active', 'lost') },
      { id: 'value', type: 'money', label: 'Value', options: { currency: 'USD' } },
      { id: 'orders', type: 'integer', label: 'Orders' },
      { id: 'last_order', type: 'date', label: 'Last order' },
      { id: 'newsletter', type: 'boolean', label: 'Newsletter' },
      { id: 'notes', type: 'long_text', label: 'Notes' },
    ],
  },
  {
    kind: 'entity',
    id: 'user',
    label: 'User',
    fields: [
      { id: 'region', type: 'choice', label: 'Region', options: choices('north', 'south', 'east', 'west') },
    ],
  },
  {
    kind: 'segmentation',
    id: 'worth',
    label: 'Worth',
    entity: 'customer',
    segments: [
      {
        id: 'key',
        label: 'Key',
        when: { and: [{ '>=': [v('value'), 50000] }, { '==': [v('status'), 'active'] }] },
      },
      {
        id: 'growing',
        label: 'Growing',
        when: { and: [{ '>=': [v('orders'), 10] }, { '>=': [v('value'), 10000] }] },
      },
      { id: 'fading', label: 'Fading', when: { '>': [{ days_since: [v('last_order')] }, 180] } },
      { id: 'lead', label: 'Lead', when: { '==': [v('status'), 'lead'] } },
    ],
    otherwise: { id: 'other', label: 'Other' },
  },
  {
    kind: 'task-type',
    id: 'call',
    label: 'Call',
    entity: 'customer',
    priority: [{ id: 'value', label: 'Value', score: { '/': [v('value'), 1000] } }],
    due: 'P3D',
    outcomes: [{ id: 'done', label: 'Done' }],
  },
  {
    kind: 'assignment-rule',
    id: 'calls',
    label: 'Calls',
    taskType: 'call',
    recall: { records: { where: { '==': [v('status'), 'active'] }, limit: 100000 }, operators: {} },
    match: { strategy: 'least-loaded', pair: { '==': [v('region'), v('operator.region')] } },
  },
  {
    kind: 'role',
    id: 'agent',
    label: 'Agent',
    grants: [{ entity: 'customer', actions: ['read', 'update'] }],
    capabilities: ['work'],
  },
  {
    kind: 'role',
    id: 'administrator',
    label: 'Administrator',
    grants: [
      {
        entity: '*',
        actions: ['read', 'create', 'update', 'delete', 'restore', 'export', 'import', 'assign'],
      },
    ],
    capabilities: ['configure', 'manage_users', 'manage_work', 'work'],
  },
  { kind: 'app', id: 'bench', label: 'Bench', items: [{ id: 'customers', entity: 'customer' }] },
];

export const benchDocuments: readonly string[] = documents.map((document) => JSON.stringify(document));
