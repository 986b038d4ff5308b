const form = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Whether YYYY-MM-DD is a day of the years 0001 to 9999. */
export function isOnCalendar(date: string): boolean {
  if (!form.test(date) || date < '0001') return false;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

export const notOnCalendar = { en: 'is not a day on the calendar', 'zh-CN': '不是有效的日期' } as const;
