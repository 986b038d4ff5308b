/** A sales team: agents of two regions follow up deals of accounts; a deal belongs to a region. */
const choices = (...ids: readonly string[]) => ({ choices: ids.map((id) => ({ id, label: id })) });

export const dealRule = {
  kind: 'assignment-rule',
  id: 'give_deals',
  label: { en: 'Give deals', 'zh-CN': '分配商机' },
  taskType: 'follow_up',
  recall: {
    records: {
      where: { '==': [{ var: 'stage' }, 'open'] },
      sort: [{ field: 'value', direction: 'desc' }],
      limit: 100_000,
    },
    operators: { where: { '!': { empty: [{ var: 'region' }] } } },
  },
  match: {
    strategy: 'round-robin',
    pair: { '==': [{ var: 'region' }, { var: 'operator.region' }] },
    capacity: { var: 'capacity' },
    weight: { coalesce: [{ var: 'weight' }, 1] },
  },
  validity: { lapseAfter: 'P5D', warnBefore: 'P1D', onLapse: 'queue', queue: 'pool' },
  waiting: { queue: 'pool' },
} as const;

export const documents: readonly object[] = [
  {
    kind: 'organisation',
    id: 'main',
    label: 'Sales',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    languages: ['en', 'zh-CN'],
  },
  {
    kind: 'entity',
    id: 'user',
    label: 'User',
    titleField: 'name',
    fields: [{ id: 'region', type: 'choice', label: 'Region', options: choices('east', 'west') }],
  },
  {
    kind: 'entity',
    id: 'account',
    label: 'Account',
    titleField: 'name',
    fields: [
      { id: 'name', type: 'text', label: 'Name', required: true },
      { id: 'parent', type: 'relation', label: 'Parent', options: { to: 'account', cardinality: 'one' } },
      {
        id: 'partners',
        type: 'relation',
        label: 'Partners',
        options: { to: 'account', cardinality: 'many' },
      },
      {
        id: 'deals',
        type: 'relation',
        label: 'Deals',
        options: { to: 'deal', cardinality: 'inverse', via: 'account' },
      },
      { id: 'vip', type: 'boolean', label: 'VIP' },
    ],
  },
  {
    kind: 'entity',
    id: 'deal',
    label: 'Deal',
    titleField: 'name',
    fields: [
      { id: 'name', type: 'text', label: 'Name', required: true },
      { id: 'account', type: 'relation', label: 'Account', options: { to: 'account', cardinality: 'one' } },
      {
        id: 'stage',
        type: 'choice',
        label: 'Stage',
        default: 'open',
        options: choices('open', 'won', 'lost'),
      },
      { id: 'region', type: 'choice', label: 'Region', options: choices('east', 'west') },
      { id: 'value', type: 'decimal', label: 'Value' },
      { id: 'closed_on', type: 'date', label: 'Closed on' },
      { id: 'next_step', type: 'text', label: 'Next step' },
    ],
  },
  {
    kind: 'segmentation',
    id: 'account_state',
    label: 'Account state',
    entity: 'account',
    segments: [
      {
        id: 'big',
        when: { '>=': [{ sum: ['deals', { var: 'value' }, { '==': [{ var: 'stage' }, 'won'] }] }, 100] },
      },
      { id: 'partnered', when: { exists: ['partners', { '==': [{ var: 'vip' }, true] }] } },
      { id: 'child_of_vip', when: { '==': [{ var: 'parent.vip' }, true] } },
      { id: 'busy', when: { exists: ['deals', { '==': [{ var: 'stage' }, 'open'] }] } },
    ],
    otherwise: { id: 'quiet' },
  },
  {
    kind: 'segmentation',
    id: 'deal_state',
    label: 'Deal state',
    entity: 'deal',
    segments: [
      { id: 'of_vip', when: { '==': [{ var: 'account.vip' }, true] } },
      { id: 'of_child_of_vip', when: { '==': [{ var: 'account.parent.vip' }, true] } },
    ],
    otherwise: { id: 'plain' },
  },
  {
    kind: 'queue',
    id: 'pool',
    label: { en: 'Pool', 'zh-CN': '公海池' },
    entity: 'deal',
    members: { '!=': [{ var: 'name' }, 'Outsider'] },
    limits: { holds: 3, claimsPerDay: 4 },
  },
  {
    kind: 'task-type',
    id: 'follow_up',
    label: { en: 'Follow up', 'zh-CN': '跟进' },
    entity: 'deal',
    facts: ['account', 'stage', 'value'],
    lists: [],
    priority: [
      { id: 'base', label: 'Base', score: 10 },
      {
        id: 'value',
        label: { en: 'Value', 'zh-CN': '金额' },
        score: { '/': [{ coalesce: [{ var: 'value' }, 0] }, 3] },
      },
    ],
    hot: { '>=': [{ var: 'value' }, 900] },
    due: 'P3D',
    outcomes: [
      {
        id: 'won',
        label: { en: 'Won', 'zh-CN': '赢单' },
        fields: [{ field: 'value', required: true }],
        effects: [{ set: { stage: 'won', closed_on: { today: [] } } }],
      },
      {
        id: 'later',
        label: 'Later',
        fields: [{ field: 'next_step' }],
        note: 'required',
        effects: [{ followUp: { taskType: 'follow_up', after: 'P2D', to: 'same-operator' } }],
      },
      { id: 'not_mine', label: 'Not mine', effects: [{ release: { queue: 'pool' } }] },
    ],
  },
  {
    kind: 'role',
    id: 'manager',
    label: 'Manager',
    grants: [
      {
        entity: '*',
        actions: ['read', 'create', 'update', 'delete', 'restore', 'export', 'import', 'assign'],
      },
    ],
    capabilities: ['configure', 'manage_work'],
  },
  {
    kind: 'role',
    id: 'agent',
    label: 'Agent',
    grants: [
      { entity: 'account', actions: ['read', 'update'] },
      { entity: 'deal', actions: ['read', 'update'] },
    ],
    capabilities: ['work'],
  },
  {
    kind: 'role',
    id: 'owning_agent',
    label: 'Agent of own deals',
    grants: [
      {
        entity: 'deal',
        actions: ['read', 'update'],
        where: { '==': [{ var: 'owner' }, { var: 'viewer.id' }] },
      },
    ],
    capabilities: ['work'],
  },
];
