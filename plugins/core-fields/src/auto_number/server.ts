import { sql } from '@tenon/expressions';
import { defineServerFieldType, type FieldServer, type KeptValue } from '@tenon/plugin-api';
import { DateTime } from 'luxon';
import type { AutoNumberOptions } from './index.ts';
import { countingKey, type Day, numberText, readNumber, runOf } from './pattern.ts';

const notEmptied = {
  en: 'The number is given by the server and stays',
  'zh-CN': '编号由系统生成，不能清空',
} as const;

export const autoNumberServer = defineServerFieldType<AutoNumberOptions, string>({
  id: 'auto_number',
  columns: () => [
    { suffix: '', type: 'text', collation: 'C' },
    { suffix: 'order', type: 'text', collation: 'C' },
  ],
  toDb: (value) => [value, countingKey(value)],
  fromDb: ([value]) => String(value),
  order: (columns) => sql.join(columns.slice(1, 2)),
  uniqueKey: (columns) => columns.slice(0, 1),
  keeping: {
    always: true,
    async keep(values, options, server) {
      const day = dayOf(server.now, server.timeZone);
      const due = values.filter(({ isNew, value }) => isNew && value === null);
      const made = await numbers(
        server,
        options,
        due.map(() => day),
      );
      await passGiven(
        server,
        options,
        values.flatMap(({ value }) => value ?? []),
      );
      let next = 0;
      return values.map(({ isNew, value }): KeptValue => {
        if (value !== null) return kept(value);
        return isNew ? kept(made[next++] ?? null) : { ok: false, message: notEmptied };
      });
    },
  },
  renewal: {
    stale: ([column]) => column && sql`${column} is null`,
    async renew(values, options, server) {
      const days = values.map(({ createdAt }) => dayOf(createdAt, server.timeZone));
      const made = await numbers(server, options, days);
      return made.map((text) => [text, countingKey(text)]);
    },
  },
});

const kept = (value: string | null): KeptValue => ({ ok: true, stored: value, logged: value });

/** A number for each day, in their order. */
async function numbers(
  server: FieldServer,
  { pattern, start, restart }: AutoNumberOptions,
  days: readonly Day[],
): Promise<readonly string[]> {
  const texts: string[] = [];
  const byRun = Map.groupBy(days.entries(), ([, day]) => runOf(restart, day));
  for (const [run, entries] of byRun) {
    const first = await server.counters.take(run, entries.length);
    entries.forEach(([place, day], index) => {
      texts[place] = numberText(pattern, start - 1 + first + index, day);
    });
  }
  return texts;
}

/** Numbers that an import brought are not given out again. */
async function passGiven(
  server: FieldServer,
  { pattern, start, restart }: AutoNumberOptions,
  texts: readonly string[],
): Promise<void> {
  const highest = new Map<string, number>();
  for (const text of texts) {
    const read = readNumber(pattern, text);
    if (!read) continue;
    const run = runOf(restart, read.day);
    highest.set(run, Math.max(highest.get(run) ?? 0, read.number - start + 1));
  }
  for (const [run, number] of highest) if (number > 0) await server.counters.pass(run, number);
}

function dayOf(instant: string, timeZone: string): Day {
  const local = DateTime.fromISO(instant, { zone: timeZone });
  return { year: local.toFormat('yyyy'), month: local.toFormat('MM'), day: local.toFormat('dd') };
}
