const form = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether YYYY-MM-DD is a day of the years 0001 to 9999. */
export function isOnCalendar(date: string): boolean {
  const match = form.exec(date);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && isLeap ? 29 : (lengths[month - 1] ?? 0);
  return year > 0 && day > 0 && day <= length;
}

export const notOnCalendar = { en: 'is not a day on the calendar', 'zh-CN': '不是有效的日期' } as const;
