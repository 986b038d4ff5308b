import { describe, expect, it } from '@jest/globals';
import { bucketEnd, groupCondition } from './group-condition.ts';

const subject = { var: 'f' };

describe('the condition of a group', () => {
  it('names its value as rules take it', () => {
    expect(groupCondition({ field: 'f' }, 'boolean', 'false')).toEqual({ '==': [subject, false] });
    expect(groupCondition({ field: 'f' }, 'number', '12.5')).toEqual({ '==': [subject, 12.5] });
    expect(groupCondition({ field: 'f' }, 'number', '9007199254740993.1')).toEqual({
      '==': [subject, { number: ['9007199254740993.1'] }],
    });
    expect(groupCondition({ field: 'f' }, 'text', '')).toEqual({ '==': [subject, ''] });
    expect(groupCondition({ field: 'f' }, 'id', null)).toEqual({ empty: [subject] });
  });

  it('spans a bucket of the calendar', () => {
    expect(groupCondition({ field: 'f', bucket: 'month' }, 'datetime', '2026-12-01')).toEqual({
      and: [
        { '>=': [subject, { start_of_day: ['2026-12-01'] }] },
        { '<': [subject, { start_of_day: ['2027-01-01'] }] },
      ],
    });
    expect(
      ['day', 'week', 'quarter', 'year'].map((bucket) => bucketEnd('2024-02-26', bucket as 'day')),
    ).toEqual(['2024-02-27', '2024-03-04', '2024-05-26', '2025-02-26']);
    expect(bucketEnd('9999-12-01', 'month')).toBeUndefined();
  });
});
