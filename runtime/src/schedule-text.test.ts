import { describe, expect, it } from '@jest/globals';
import { scheduleText } from './schedule-text.ts';

describe('schedule in words', () => {
  it('says hours, days and zone in both languages', () => {
    const schedule = { cron: '0 8 * * 1-5', timeZone: 'America/New_York' };
    expect(scheduleText(schedule, 'en')).toBe('At 8:00 AM, Monday through Friday (America/New York)');
    expect(scheduleText(schedule, 'zh-CN')).toBe('08:00，星期一至星期五（America/New York）');
  });

  it('takes an expression alone', () => {
    expect(scheduleText('*/15 * * * *', 'en')).toBe('Every 15 minutes');
    expect(scheduleText('*/15 * * * *', 'zh-CN')).toBe('每隔 15 分钟');
  });

  it('shows what it cannot read as it is, and nothing where there is no schedule', () => {
    expect(scheduleText('soon', 'en')).toBe('soon');
    expect(scheduleText(null, 'en')).toBeUndefined();
    expect(scheduleText({ timeZone: 'UTC' }, 'en')).toBeUndefined();
  });
});
