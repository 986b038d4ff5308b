import type { Language } from '@tenon/documents';
import cronstrue from 'cronstrue';
import 'cronstrue/locales/zh_CN.js';

/** When a rule runs by itself, as people say it; undefined when it does so never. */
export function scheduleText(schedule: unknown, language: Language): string | undefined {
  if (typeof schedule === 'string') return cronText(schedule, language);
  if (typeof schedule !== 'object' || schedule === null || !('cron' in schedule)) return undefined;
  const { cron, timeZone } = schedule as { readonly cron: unknown; readonly timeZone?: unknown };
  if (typeof cron !== 'string') return undefined;
  const text = cronText(cron, language);
  if (typeof timeZone !== 'string') return text;
  const zone = timeZone.replaceAll('_', ' ');
  return language === 'zh-CN' ? `${text}（${zone}）` : `${text} (${zone})`;
}

/** A cron expression of five parts in words; the expression itself when it is none. */
function cronText(cron: string, language: Language): string {
  try {
    if (language === 'zh-CN') {
      const text = cronstrue.toString(cron, { locale: 'zh_CN', use24HourTimeFormat: true });
      // The locale joins its parts with the comma of English.
      return text.replaceAll(', ', '，').replace(/^在/, '');
    }
    return cronstrue.toString(cron, { locale: 'en', trimHoursLeadingZero: true });
  } catch {
    return cron;
  }
}
