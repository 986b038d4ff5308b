import type { EntityDocument } from '@tenon/documents';

export const user: EntityDocument = {
  kind: 'entity',
  id: 'user',
  label: { en: 'User', 'zh-CN': '用户' },
  labelPlural: { en: 'Users', 'zh-CN': '用户' },
  icon: 'user',
  titleField: 'name',
  searchFields: ['name', 'email'],
  fields: [
    { id: 'name', type: 'text', label: { en: 'Name', 'zh-CN': '姓名' }, required: true },
    { id: 'email', type: 'email', label: { en: 'E-mail', 'zh-CN': '邮箱' }, unique: true },
    {
      id: 'team',
      type: 'relation',
      label: { en: 'Team', 'zh-CN': '团队' },
      options: { to: 'team', cardinality: 'one' },
    },
    { id: 'manager', type: 'user', label: { en: 'Manager', 'zh-CN': '上级' } },
    { id: 'active', type: 'boolean', label: { en: 'Active', 'zh-CN': '启用' }, default: true },
    {
      id: 'language',
      type: 'choice',
      label: { en: 'Language', 'zh-CN': '语言' },
      options: {
        choices: [
          { id: 'en', label: 'English' },
          { id: 'zh-CN', label: '简体中文' },
        ],
      },
    },
    { id: 'time_zone', type: 'text', label: { en: 'Time zone', 'zh-CN': '时区' } },
    {
      id: 'weight',
      type: 'decimal',
      label: { en: 'Weight', 'zh-CN': '权重' },
      help: {
        en: 'Share of the tasks that rules give by weight.',
        'zh-CN': '按权重分配任务时所占的份额。',
      },
      default: '1',
    },
    {
      id: 'capacity',
      type: 'integer',
      label: { en: 'Capacity', 'zh-CN': '容量' },
      help: { en: 'Open tasks held at once.', 'zh-CN': '可同时持有的未完成任务数。' },
    },
  ],
};
