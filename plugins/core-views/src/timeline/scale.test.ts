import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { beginning, daysBetween, daysIn, marksOf, placeOf, scaleOf, zooms } from './scale.ts';

const at = (text: string, zone = 'Europe/Berlin') => DateTime.fromISO(text, { zone });

describe('the scale of a timeline', () => {
  it('counts days by the calendar, not by hours', () => {
    expect(daysBetween(at('2026-03-28'), at('2026-03-30'))).toBe(2);
    expect(daysBetween(at('2026-10-24'), at('2026-10-26'))).toBe(2);
    expect(daysBetween(at('2026-10-24'), at('2026-10-24T12:00'))).toBe(0.5);
    expect(daysBetween(at('2026-03-10'), at('2026-03-01'))).toBe(-9);
  });

  it('cuts what goes on beyond what is in sight, and says so', () => {
    const scale = scaleOf('week', at('2026-03-01'), 700);
    const span = { start: at('2026-02-01'), end: at('2026-03-08'), isDays: true };
    expect(placeOf(span, scale)).toEqual({ left: 0, width: 98, startsBefore: true, endsAfter: false });
    const long = placeOf({ ...span, start: at('2026-03-02'), end: at('2030-01-01') }, scale);
    expect(long).toEqual({ left: 14, width: 686, startsBefore: false, endsAfter: true });
  });

  it.each(zooms)('begins so that today is in its first half at the zoom %s, on a phone as well', (zoom) => {
    for (const width of [200, 390, 1400]) {
      for (const today of ['2026-11-22', '2026-03-29', '2026-12-31', '2026-01-01']) {
        const days = daysIn(zoom, width);
        const before = daysBetween(beginning(zoom, at(today), days), at(today));
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(days / 2);
      }
    }
  });

  it.each(zooms)('has marks without gaps at the zoom %s, all within sight', (zoom) => {
    const scale = scaleOf(zoom, at('2025-11-17'), 900);
    for (const line of Object.values(marksOf(scale, 'en'))) {
      expect(line[0]?.left).toBe(0);
      for (const [index, mark] of line.entries()) {
        const next = line[index + 1];
        if (next) expect(next.left).toBeCloseTo(mark.left + mark.width, 5);
        else
          expect(mark.left + mark.width).toBeCloseTo(
            daysBetween(scale.from, scale.to) * scale.pixelsPerDay,
            5,
          );
      }
    }
  });

  it('begins weeks as the language does', () => {
    const scale = scaleOf('week', at('2026-03-01'), 700);
    const second = (language: 'en' | 'zh-CN') => marksOf(scale, language).minor[1]?.key;
    // 1 March 2026 is a Sunday.
    expect(second('en')).toBe('2026-03-08');
    expect(second('zh-CN')).toBe('2026-03-02');
  });
});
