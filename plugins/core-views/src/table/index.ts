import type { ViewType } from '@tenon/plugin-api';

export const table: ViewType = {
  id: 'table',
  label: { en: 'Table', 'zh-CN': '表格' },
  icon: 'table',
  optionsSchema: {
    type: 'object',
    properties: {
      density: {
        enum: ['comfortable', 'compact'],
        default: 'comfortable',
        description: 'Height of the rows.',
      },
    },
    additionalProperties: false,
  },
};
