/** Contracts with customers: every kind of constraint, by values alone, through relations and over related records. */
const choices = (...options: readonly (readonly [id: string, en: string, zh: string])[]) => ({
  choices: options.map(([id, en, zh]) => ({ id, label: { en, 'zh-CN': zh } })),
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
    id: 'user',
    label: { en: 'User', 'zh-CN': '用户' },
    fields: [{ id: 'limit', type: 'decimal', label: 'Limit' }],
  },
  {
    kind: 'entity',
    id: 'customer',
    label: { en: 'Customer', 'zh-CN': '客户' },
    titleField: 'name',
    fields: [
      { id: 'name', type: 'text', label: { en: 'Name', 'zh-CN': '名称' }, required: true },
      { id: 'city', type: 'text', label: { en: 'City', 'zh-CN': '城市' } },
      {
        id: 'code',
        type: 'text',
        label: { en: 'Code', 'zh-CN': '编码' },
        unique: true,
        ignoreCase: true,
      },
      { id: 'blocked', type: 'boolean', label: { en: 'Blocked', 'zh-CN': '冻结' } },
      {
        id: 'contracts',
        type: 'relation',
        label: 'Contracts',
        options: { to: 'contract', cardinality: 'inverse', via: 'customer' },
      },
    ],
    uniques: [
      {
        id: 'name_in_city',
        fields: ['name', 'city'],
        ignoreCase: true,
        message: { en: 'There is such a customer in this city.', 'zh-CN': '该城市已有同名客户。' },
      },
    ],
    rules: [
      {
        id: 'few_drafts',
        label: 'At most two drafts',
        must: { '<=': [{ count: ['contracts', { '==': [{ var: 'state' }, 'draft'] }] }, 2] },
        message: { en: 'Two drafts at a time are enough.', 'zh-CN': '同时最多两份草稿。' },
      },
    ],
  },
  {
    kind: 'entity',
    id: 'contract',
    label: { en: 'Contract', 'zh-CN': '合同' },
    titleField: 'name',
    fields: [
      { id: 'name', type: 'text', label: { en: 'Name', 'zh-CN': '名称' }, required: true },
      {
        id: 'customer',
        type: 'relation',
        label: { en: 'Customer', 'zh-CN': '客户' },
        options: { to: 'customer', cardinality: 'one' },
      },
      {
        id: 'state',
        type: 'choice',
        label: { en: 'State', 'zh-CN': '状态' },
        default: 'draft',
        options: choices(
          ['draft', 'Draft', '草稿'],
          ['signed', 'Signed', '已签署'],
          ['ended', 'Ended', '已终止'],
          ['lost', 'Lost', '已失效'],
        ),
      },
      {
        id: 'billing',
        type: 'choice',
        label: { en: 'Billing', 'zh-CN': '计费方式' },
        options: choices(
          ['monthly', 'Monthly', '按月'],
          ['yearly', 'Yearly', '按年'],
          ['once', 'Once', '一次性'],
        ),
      },
      {
        id: 'amount',
        type: 'decimal',
        label: { en: 'Amount', 'zh-CN': '金额' },
        readOnlyWhen: { '!=': [{ var: 'state' }, 'draft'] },
        options: { scale: 2 },
      },
      { id: 'margin', type: 'decimal', label: { en: 'Margin', 'zh-CN': '利润' } },
      {
        id: 'signed_on',
        type: 'date',
        label: { en: 'Signed on', 'zh-CN': '签署日期' },
        requiredWhen: { '==': [{ var: 'state' }, 'signed'] },
      },
      { id: 'ends_on', type: 'date', label: { en: 'Ends on', 'zh-CN': '终止日期' } },
      { id: 'note', type: 'text', label: { en: 'Note', 'zh-CN': '备注' } },
    ],
    rules: [
      {
        id: 'ends_later',
        label: 'Ends after it was signed',
        must: {
          or: [
            { empty: { var: 'ends_on' } },
            { empty: { var: 'signed_on' } },
            { '>': [{ var: 'ends_on' }, { var: 'signed_on' }] },
          ],
        },
        message: { en: 'The end must come after the signing.', 'zh-CN': '终止日期必须晚于签署日期。' },
        fields: ['ends_on'],
      },
      {
        id: 'not_blocked',
        label: 'Customer is not blocked',
        must: { '!=': [{ var: 'customer.blocked' }, true] },
        message: { en: 'This customer is blocked.', 'zh-CN': '该客户已冻结。' },
        fields: ['customer'],
      },
      {
        id: 'within_limit',
        label: 'Within the limit of the viewer',
        must: {
          or: [
            { empty: { var: 'viewer.limit' } },
            { empty: { var: 'amount' } },
            { '<=': [{ var: 'amount' }, { var: 'viewer.limit' }] },
          ],
        },
        message: { en: 'This is above your limit.', 'zh-CN': '超出您的额度。' },
        fields: ['amount'],
      },
      {
        id: 'margin_fits',
        label: 'Margin below the amount',
        must: {
          or: [{ empty: { var: 'margin' } }, { '<': [{ var: 'margin' }, { var: 'amount' }] }],
        },
        message: { en: 'The figures do not fit together.', 'zh-CN': '金额与利润不符。' },
        fields: ['margin', 'amount'],
      },
    ],
    recordTypes: [
      { id: 'service', label: { en: 'Service', 'zh-CN': '服务' } },
      {
        id: 'purchase',
        label: { en: 'Purchase', 'zh-CN': '采购' },
        choices: [{ field: 'billing', options: ['once'] }],
      },
    ],
    stages: {
      field: 'state',
      initial: ['draft'],
      transitions: [
        { from: ['draft'], to: ['signed'], required: ['customer', 'amount'] },
        { from: ['draft', 'signed'], to: ['lost'] },
        {
          from: ['signed'],
          to: ['ended'],
          required: ['ends_on'],
          roles: ['closer'],
          when: { '!=': [{ var: 'customer.city' }, 'Atlantis'] },
        },
      ],
    },
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
  },
  {
    kind: 'role',
    id: 'closer',
    label: 'Closer',
    grants: [{ entity: '*', actions: ['read', 'create', 'update', 'import'] }],
  },
  {
    kind: 'role',
    id: 'rep',
    label: 'Rep',
    grants: [
      { entity: 'customer', actions: ['read', 'create', 'update'] },
      {
        entity: 'contract',
        actions: ['read', 'create', 'update'],
        fields: { hidden: ['margin'] },
      },
    ],
  },
];
