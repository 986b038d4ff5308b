import type { FieldDocument } from '@tenon/documents';

/** Fields of every record, filled by the gate. Their ids cannot be used by documents. */
export function systemFields(entity: string): readonly FieldDocument[] {
  return [
    {
      id: 'id',
      type: 'relation',
      label: { en: 'Id', 'zh-CN': '编号' },
      options: { to: entity, cardinality: 'one' },
    },
    { id: 'created_at', type: 'datetime', label: { en: 'Created', 'zh-CN': '创建时间' } },
    { id: 'created_by', type: 'user', label: { en: 'Created by', 'zh-CN': '创建人' } },
    { id: 'updated_at', type: 'datetime', label: { en: 'Updated', 'zh-CN': '更新时间' } },
    { id: 'updated_by', type: 'user', label: { en: 'Updated by', 'zh-CN': '更新人' } },
    { id: 'version', type: 'integer', label: { en: 'Version', 'zh-CN': '版本号' } },
    { id: 'owner', type: 'user', label: { en: 'Owner', 'zh-CN': '负责人' } },
    { id: 'deleted_at', type: 'datetime', label: { en: 'Deleted', 'zh-CN': '删除时间' } },
  ];
}

export const systemFieldIds: ReadonlySet<string> = new Set(systemFields('').map(({ id }) => id));

/** Names that rules give to rows; a field or entity of that name would be out of reach behind them. */
export const rowNames: ReadonlySet<string> = new Set(['viewer', 'operator']);
