import { defineFieldType } from '@tenon/plugin-api';
import { noValues, pathPattern } from '../shared/computed.ts';
import { optionsOf } from '../shared/schemas.ts';

export interface LookupOptions {
  /** `account.sector`: over relations to one record to the field whose value is shown. */
  readonly field: string;
}

/** A field of a related record. */
export const lookup = defineFieldType<LookupOptions, never>({
  ...noValues,
  id: 'lookup',
  label: { en: 'Lookup', 'zh-CN': '引用字段' },
  description: {
    en: 'Shows a field of a related record.',
    'zh-CN': '显示关联记录上的字段。',
  },
  icon: 'link',
  optionsSchema: optionsOf(
    {
      field: {
        type: 'string',
        pattern: pathPattern,
        description: 'A field of a related record: `account.sector`.',
      },
    },
    ['field'],
  ),
  checkOptions: ({ field }) =>
    field.includes('.')
      ? []
      : [
          {
            pointer: '/field',
            message: `'${field}' names no field of a related record`,
            hint: 'Name the relation and its field, as in account.sector.',
          },
        ],
  compute: ({ field }) => ({
    by: 'lookup',
    expression: { var: field },
    places: [
      ['', '/field'],
      ['/var', '/field'],
    ],
    result: { like: field, same: true, at: '/field' },
    stored: false,
  }),
});
