import type { ViewType } from '@tenon/plugin-api';
import { fieldId } from '../shared/options.ts';

export interface CalendarOptions {
  readonly start: string;
  readonly end?: string;
  readonly color?: string;
  readonly zoom: 'month' | 'week' | 'day';
}

export const calendar: ViewType = {
  id: 'calendar',
  label: { en: 'Calendar', 'zh-CN': '日历' },
  icon: 'calendar',
  fieldOptions: { start: ['date', 'datetime'], end: ['date', 'datetime'], color: ['choice'] },
  optionsSchema: {
    type: 'object',
    properties: {
      start: fieldId('Date or time at which a record stands.'),
      end: fieldId('Where it ends; a date counts as a whole day.'),
      color: fieldId('Choice whose colour the record has.'),
      zoom: { enum: ['month', 'week', 'day'], default: 'month', description: 'What is shown at first.' },
    },
    required: ['start'],
    additionalProperties: false,
  },
};
