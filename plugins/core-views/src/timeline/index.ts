import type { ViewType } from '@tenon/plugin-api';
import { fieldId } from '../shared/options.ts';

export interface TimelineOptions {
  readonly start: string;
  readonly end: string;
  readonly group?: string;
  readonly color?: string;
  readonly zoom: 'day' | 'week' | 'month' | 'quarter';
}

export const timeline: ViewType = {
  id: 'timeline',
  label: { en: 'Timeline', 'zh-CN': '时间线' },
  icon: 'schedule',
  fieldOptions: {
    start: ['date', 'datetime'],
    end: ['date', 'datetime'],
    group: ['choice', 'record'],
    color: ['choice'],
  },
  optionsSchema: {
    type: 'object',
    properties: {
      start: fieldId('Where the bar of a record begins.'),
      end: fieldId('Where it ends; a date counts as a whole day.'),
      group: fieldId('Field by whose values the bars are put together.'),
      color: fieldId('Choice whose colour the bar has.'),
      zoom: {
        enum: ['day', 'week', 'month', 'quarter'],
        default: 'month',
        description: 'How much is in sight at first.',
      },
    },
    required: ['start', 'end'],
    additionalProperties: false,
  },
};
