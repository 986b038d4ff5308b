/** Firms that anything may speak against: rules, uniqueness, duplicates; with figures that follow from others and a search. */
const choices = (...ids: readonly string[]) => ({ choices: ids.map((id) => ({ id, label: id })) });
const all = ['read', 'create', 'update', 'delete', 'restore', 'export', 'import', 'assign', 'merge'];

export const documents: readonly object[] = [
  { kind: 'organisation', id: 'main', label: 'Firms', timeZone: 'UTC', currency: 'CNY', phoneRegion: 'CN' },
  {
    kind: 'entity',
    id: 'firm',
    label: { en: 'Firm', 'zh-CN': '公司' },
    titleField: 'name',
    searchFields: ['name', 'city'],
    fields: [
      { id: 'name', type: 'text', label: { en: 'Name', 'zh-CN': '名称' }, required: true },
      { id: 'city', type: 'text', label: { en: 'City', 'zh-CN': '城市' } },
      { id: 'code', type: 'text', label: 'Code', unique: true, ignoreCase: true },
      { id: 'phone', type: 'phone', label: 'Phone' },
      { id: 'country', type: 'text', label: 'Country' },
      {
        id: 'tax',
        type: 'text',
        label: { en: 'Tax number', 'zh-CN': '税号' },
        requiredWhen: { '==': [{ var: 'country' }, 'CN'] },
      },
      { id: 'low', type: 'integer', label: 'Low' },
      { id: 'high', type: 'integer', label: 'High' },
      { id: 'closed', type: 'boolean', label: 'Closed' },
      { id: 'worth', type: 'money', label: 'Worth' },
      { id: 'stage', type: 'choice', label: 'Stage', options: choices('lead', 'won') },
      { id: 'parent', type: 'relation', label: 'Parent', options: { to: 'firm', cardinality: 'one' } },
      { id: 'friends', type: 'relation', label: 'Friends', options: { to: 'firm', cardinality: 'many' } },
      {
        id: 'children',
        type: 'relation',
        label: 'Children',
        options: { to: 'firm', cardinality: 'inverse', via: 'parent' },
      },
      {
        id: 'below',
        type: 'rollup',
        label: 'Below',
        options: { relation: 'children', aggregate: 'sum', value: { var: 'low' } },
      },
    ],
    uniques: [{ id: 'name_in_city', fields: ['name', 'city'], ignoreCase: true }],
    rules: [
      {
        id: 'in_order',
        label: 'Low before high',
        must: {
          or: [
            { empty: { var: 'low' } },
            { empty: { var: 'high' } },
            { '<=': [{ var: 'low' }, { var: 'high' }] },
          ],
        },
        message: { en: 'Low must not be above high.', 'zh-CN': '下限不能高于上限。' },
        fields: ['low'],
      },
      {
        id: 'open_parent',
        label: 'Parent is open',
        must: { '!=': [{ var: 'parent.closed' }, true] },
        message: { en: 'The parent is closed.', 'zh-CN': '上级公司已关闭。' },
        fields: ['parent'],
      },
    ],
    stages: { field: 'stage', transitions: [{ from: ['lead'], to: ['won'] }] },
  },
  {
    kind: 'duplicate-rule',
    id: 'same_phone',
    label: 'Same phone',
    entity: 'firm',
    match: [{ all: [{ field: 'phone', how: 'phone' }] }],
    action: 'block',
  },
  {
    kind: 'duplicate-rule',
    id: 'same_name',
    label: 'Same name',
    entity: 'firm',
    match: [{ all: [{ field: 'name', how: 'fuzzy', threshold: 0.5 }] }],
  },
  {
    kind: 'role',
    id: 'administrator',
    label: 'Administrator',
    grants: [{ entity: '*', actions: all }],
    capabilities: ['configure'],
  },
  {
    kind: 'role',
    id: 'clerk',
    label: 'Clerk',
    grants: [{ entity: 'firm', actions: all, fields: { hidden: ['tax'] } }],
    capabilities: ['configure'],
  },
];
