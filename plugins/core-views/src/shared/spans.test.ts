import { describe, expect, it } from '@jest/globals';
import type { ViewColumnProps, ViewRow } from '@tenon/plugin-api';
import { DateTime } from 'luxon';
import { carried, endCarried, firstWeekday, overlapCondition, spanOf } from './spans.ts';

const column = (key: string, kind: 'date' | 'datetime'): ViewColumnProps => ({
  key,
  label: key,
  type: kind,
  options: {},
  sortable: true,
  kind,
});
const row = (values: ViewRow['values']): ViewRow => ({ id: 'r', version: 1, title: 'r', values, titles: {} });
const days = { start: column('from', 'date'), end: column('to', 'date') };
const times = { start: column('from', 'datetime'), end: column('to', 'datetime') };

describe('spans', () => {
  it('count the last day as a whole, in the zone of the reader', () => {
    const span = spanOf(row({ from: '2026-03-28', to: '2026-03-29' }), days, 'Europe/Berlin');
    expect(span?.start.toISO()).toBe('2026-03-28T00:00:00.000+01:00');
    // The clocks went forward on the 29th: the day had 23 hours.
    expect(span?.end.toISO()).toBe('2026-03-30T00:00:00.000+02:00');
    expect(span?.isDays).toBe(true);
  });

  it('show a moment on the day that it is where the reader is', () => {
    const at = row({ from: '2026-12-31T16:30:00Z', to: null });
    expect(spanOf(at, times, 'Asia/Shanghai')?.start.toISODate()).toBe('2027-01-01');
    expect(spanOf(at, times, 'America/New_York')?.start.toISODate()).toBe('2026-12-31');
  });

  it('without a start are nowhere; what ends before it begins stays at its beginning', () => {
    expect(spanOf(row({ from: null, to: '2026-01-01' }), days, 'UTC')).toBeUndefined();
    expect(spanOf(row({ from: 'never' }), days, 'UTC')).toBeUndefined();
    const turned = spanOf(row({ from: '2026-05-10', to: '2026-05-01' }), days, 'UTC');
    expect(turned?.end.toISODate()).toBe('2026-05-11');
  });

  it.each([
    ['Europe/Berlin', '2026-03-28T08:00:00Z', '2026-03-29T07:00:00Z'],
    ['America/New_York', '2026-10-31T13:00:00Z', '2026-11-01T14:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-03T22:00:00Z', '2026-04-04T22:30:00Z'],
    ['Asia/Shanghai', '2026-03-28T08:00:00Z', '2026-03-29T08:00:00Z'],
  ])('carried over a day in %s keep the time on the clock', (zone, from, to) => {
    expect(carried(row({ from, to: null }), times, { start: 1, end: 1 }, zone)).toEqual({ from: to });
  });

  it('carried by their end leave the start alone, and write nothing that is not there', () => {
    const both = row({ from: '2026-02-27', to: '2026-02-28' });
    expect(carried(both, days, { start: 0, end: 1 }, 'UTC')).toEqual({ to: '2026-03-01' });
    expect(carried(row({ from: '2026-02-27' }), days, { start: 0, end: 1 }, 'UTC')).toEqual({});
  });

  it('put elsewhere by their start take their end along, over a change of the clocks too', () => {
    const meeting = row({ from: '2026-03-27T08:00:00Z', to: '2026-03-27T09:30:00Z' });
    // In Berlin from 9:00 to 10:30, and two days later in summer time.
    expect(endCarried(meeting, times, '2026-03-29T07:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T08:30:00Z');
    expect(endCarried(meeting, times, '2026-03-27T08:20:00Z', 'Europe/Berlin')).toBe('2026-03-27T09:50:00Z');
    expect(endCarried(row({ from: '2026-02-27', to: '2026-03-02' }), days, '2026-01-30', 'UTC')).toBe(
      '2026-02-02',
    );
    expect(endCarried(row({ from: '2026-02-27', to: null }), days, '2026-01-30', 'UTC')).toBeUndefined();
    expect(endCarried(meeting, times, null, 'UTC')).toBeUndefined();
  });

  it('are asked for by what is in sight alone', () => {
    const from = DateTime.fromISO('2026-03-01', { zone: 'Asia/Shanghai' });
    const condition = overlapCondition(times, from, from.plus({ months: 1 }));
    expect(condition).toEqual({
      and: [
        { '<': [{ var: 'from' }, '2026-03-31T16:00:00Z'] },
        {
          or: [
            { '>=': [{ var: 'to' }, '2026-02-28T16:00:00Z'] },
            { '>=': [{ var: 'from' }, '2026-02-28T16:00:00Z'] },
          ],
        },
      ],
    });
  });

  it('begin weeks as the language does', () => {
    expect(firstWeekday('en')).toBe(0);
    expect(firstWeekday('zh-CN')).toBe(1);
  });
});
