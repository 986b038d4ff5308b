import type { ViewType } from '@tenon/plugin-api';
import { fieldId } from '../shared/options.ts';

/** What a board is made by. */
export interface KanbanOptions {
  readonly group: string;
  readonly sum?: string;
  readonly lanes?: string;
  readonly limits?: readonly { readonly column: string; readonly most: number }[];
  readonly collapsed?: readonly string[];
}

export const kanban: ViewType = {
  id: 'kanban',
  label: { en: 'Kanban', 'zh-CN': '看板' },
  icon: 'project',
  fieldOptions: { group: ['choice', 'record'], sum: ['sum'], lanes: ['choice', 'record'] },
  optionsSchema: {
    type: 'object',
    properties: {
      group: fieldId('Field whose values are the columns: a choice or a relation to one.'),
      sum: fieldId('Field that is summed for each column.'),
      lanes: fieldId('Field whose values are the lanes that cross the columns.'),
      limits: {
        type: 'array',
        description: 'How many cards a column should hold at most.',
        maxItems: 100,
        items: {
          type: 'object',
          properties: {
            column: { type: 'string', minLength: 1, maxLength: 200, description: 'Value of the column.' },
            most: {
              type: 'integer',
              minimum: 1,
              maximum: 100_000,
              description: 'More than these stand out.',
            },
          },
          required: ['column', 'most'],
          additionalProperties: false,
        },
      },
      collapsed: {
        type: 'array',
        description: 'Columns that are folded at first.',
        maxItems: 100,
        uniqueItems: true,
        items: { type: 'string', minLength: 1, maxLength: 200, description: 'Value of the column.' },
      },
    },
    required: ['group'],
    additionalProperties: false,
  },
};
