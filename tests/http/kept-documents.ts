/** Contracts with files, pictures, a formatted note, a number of their own and an account number behind a mask. */
export const keptDocuments: readonly string[] = [
  {
    kind: 'entity',
    id: 'contract',
    label: { en: 'Contract', 'zh-CN': '合同' },
    titleField: 'name',
    fields: [
      { id: 'name', type: 'text', required: true },
      {
        id: 'number',
        type: 'auto_number',
        options: { pattern: 'C-{yyyy}-{0000}', restart: 'year' },
      },
      { id: 'papers', type: 'file', options: { maxFiles: 3, maxSize: 1 } },
      { id: 'photo', type: 'image', options: { maxFiles: 1, maxSize: 1 } },
      { id: 'note', type: 'rich_text' },
      { id: 'summary', type: 'rich_text', required: true, default: '<p>None</p>' },
      { id: 'iban', type: 'encrypted_text', unique: true, options: { visible: 4 } },
    ],
  },
  {
    kind: 'role',
    id: 'clerk',
    label: 'Clerk',
    grants: [
      {
        entity: 'contract',
        actions: ['read', 'create', 'update', 'delete', 'restore', 'export'],
        where: { '==': [{ var: 'owner' }, { var: 'viewer.id' }] },
      },
    ],
  },
  {
    kind: 'role',
    id: 'reader',
    label: 'Reader',
    grants: [{ entity: 'contract', actions: ['read'], fields: { hidden: ['papers', 'iban'] } }],
  },
  {
    kind: 'role',
    id: 'auditor',
    label: 'Auditor',
    grants: [{ entity: 'contract', actions: ['read', 'import', 'create', 'update', 'export'] }],
    capabilities: ['reveal_secrets', 'manage_users'],
  },
  { kind: 'role', id: 'stranger', label: 'Stranger', grants: [] },
].map((document) => JSON.stringify(document));
