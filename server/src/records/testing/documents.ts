/** Accounts with contacts and deals; a rep sees the deals that are his and never what an account is worth. */
const choices = (...ids: readonly string[]) => ({
  choices: ids.map((id) => ({ id, label: { en: id.toUpperCase(), 'zh-CN': `选${id}` } })),
});

export const documents: readonly object[] = [
  {
    kind: 'organisation',
    id: 'main',
    label: 'Test company',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    languages: ['en', 'zh-CN'],
    phoneRegion: 'CN',
  },
  {
    kind: 'entity',
    id: 'account',
    label: { en: 'Account', 'zh-CN': '客户' },
    titleField: 'name',
    searchFields: ['name', 'city', 'secret'],
    sort: [{ field: 'name' }],
    fields: [
      { id: 'name', type: 'text', label: { en: 'Name', 'zh-CN': '名称' }, required: true, unique: true },
      {
        id: 'sector',
        type: 'choice',
        label: { en: 'Sector', 'zh-CN': '行业' },
        options: choices('tech', 'medical', 'retail'),
      },
      { id: 'city', type: 'text', label: { en: 'City', 'zh-CN': '城市' } },
      { id: 'employees', type: 'integer', label: 'Employees' },
      { id: 'founded', type: 'date', label: 'Founded' },
      { id: 'email', type: 'email', label: 'E-mail', unique: true },
      { id: 'score', type: 'integer', label: 'Score', readOnly: true },
      { id: 'tier', type: 'text', label: 'Tier', default: 'standard' },
      { id: 'secret', type: 'text', label: 'Secret' },
      { id: 'worth', type: 'money', label: 'Worth' },
      { id: 'keeper', type: 'user', label: 'Keeper' },
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
    ],
  },
  {
    kind: 'entity',
    id: 'deal',
    label: { en: 'Deal', 'zh-CN': '商机' },
    titleField: 'number',
    fields: [
      { id: 'number', type: 'text', label: 'Number', required: true, unique: true },
      { id: 'account', type: 'relation', label: 'Account', options: { to: 'account', cardinality: 'one' } },
      {
        id: 'stage',
        type: 'choice',
        label: 'Stage',
        required: true,
        default: 'open',
        options: choices('open', 'won', 'lost'),
      },
      { id: 'value', type: 'decimal', label: 'Value', options: { scale: 5 } },
      { id: 'margin', type: 'decimal', label: 'Margin' },
      { id: 'closed', type: 'date', label: 'Closed' },
      { id: 'seen_at', type: 'datetime', label: 'Seen at' },
      { id: 'note', type: 'long_text', label: 'Note' },
    ],
  },
  {
    kind: 'report',
    id: 'win_rates',
    label: 'Win rates',
    entity: 'deal',
    groupBy: [{ id: 'account', field: 'account' }],
    measures: [
      { id: 'won', label: 'Won', aggregate: 'count', where: { '==': [{ var: 'stage' }, 'won'] } },
      { id: 'lost', label: 'Lost', aggregate: 'count', where: { '==': [{ var: 'stage' }, 'lost'] } },
      {
        id: 'rate',
        label: 'Rate',
        formula: { '/': [{ var: 'won' }, { '+': [{ var: 'won' }, { var: 'lost' }] }] },
        format: 'percent',
      },
      { id: 'value', label: 'Value', aggregate: 'sum', field: 'value' },
    ],
    sort: [{ by: 'rate', direction: 'desc' }],
    limit: 2,
  },
  {
    kind: 'report',
    id: 'margins',
    label: 'Margins',
    entity: 'deal',
    measures: [{ id: 'margin', label: 'Margin', aggregate: 'sum', field: 'margin' }],
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
    capabilities: ['configure'],
  },
  {
    kind: 'role',
    id: 'rep',
    label: 'Rep',
    grants: [
      {
        entity: 'account',
        actions: ['read', 'create', 'update', 'export'],
        fields: { hidden: ['secret', 'worth', 'keeper', 'partners'], readOnly: ['sector'] },
      },
      {
        entity: 'deal',
        actions: ['read', 'create', 'update', 'delete', 'export', 'import'],
        where: { '==': [{ var: 'owner' }, { var: 'viewer.id' }] },
        fields: { hidden: ['margin'] },
      },
    ],
  },
  {
    kind: 'role',
    id: 'teammate',
    label: 'Teammate',
    grants: [
      {
        entity: 'deal',
        actions: ['read'],
        where: { '==': [{ var: 'owner.team.name' }, { var: 'viewer.team.name' }] },
      },
    ],
  },
];
