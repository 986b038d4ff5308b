import type { EntityDocument } from '@tenon/documents';

export const team: EntityDocument = {
  kind: 'entity',
  id: 'team',
  label: { en: 'Team', 'zh-CN': '团队' },
  labelPlural: { en: 'Teams', 'zh-CN': '团队' },
  icon: 'team',
  titleField: 'name',
  fields: [
    { id: 'name', type: 'text', label: { en: 'Name', 'zh-CN': '名称' }, required: true, unique: true },
    {
      id: 'parent',
      type: 'relation',
      label: { en: 'Parent team', 'zh-CN': '上级团队' },
      options: { to: 'team', cardinality: 'one' },
    },
    {
      id: 'members',
      type: 'relation',
      label: { en: 'Members', 'zh-CN': '成员' },
      options: { to: 'user', cardinality: 'inverse', via: 'team' },
    },
  ],
};
