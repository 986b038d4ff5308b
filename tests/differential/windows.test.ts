/** Where a window of `within` begins is worked out by us for both forms, so Postgres is asked here. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coreOperators, createLanguage, sql } from '@tenon/expressions';
import { sampleDatetimes, sampleScope } from '@tenon/expressions/testing';
import { createTestDatabase, type TestDatabase } from '../support/index.ts';
import { tablesContext } from './tables.ts';

const language = createLanguage(coreOperators);
const noRows = { customer: [], order: [], user: [], viewer: {}, segments: {} };

/** Zones whose rules are old: Node and Postgres each bring a zone database, and one may be newer than the other. */
const timeZones = [
  'UTC',
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'America/Havana',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Apia',
];
const durations = [
  'P1D',
  'P7D',
  'P90D',
  'P1M',
  'P6M',
  'P1Y',
  'P2W',
  'PT1H',
  'PT36H',
  'P1M1DT1H30M',
  'P13M',
  'P45DT5M',
];
const changes = [
  '2026-03-29T',
  '2026-03-30T',
  '2026-10-25T',
  '2026-10-26T',
  '2026-03-08T',
  '2026-11-01T',
  '2026-11-02T',
  '2018-11-05T',
];
const hours = [
  '00:30:00Z',
  '01:30:00.123456Z',
  '03:15:00Z',
  '05:30:00Z',
  '06:30:00Z',
  '07:10:00Z',
  '23:59:59.999999Z',
];
const moments = [
  ...sampleDatetimes.filter((moment) => moment > '1990'),
  ...changes.flatMap((day) => hours.map((hour) => `${day}${hour}`)),
];

describe('windows', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database?.drop();
  });

  for (const timeZone of timeZones) {
    it(`[EX17] begin where Postgres subtracts to: ${timeZone}`, async () => {
      const cases = moments.flatMap((now) => durations.map((duration) => ({ now, duration })));
      const ours = cases.map(({ now, duration }) => {
        const { expression } = language.parse({ within: [{ var: 'seen_at' }, duration] }, sampleScope);
        const { values } = language.toSql(expression!, tablesContext(noRows, { now, timeZone })).compile();
        return values[0];
      });
      const theirs = await database.db.transaction(async (tx) => {
        await tx.query(sql`select set_config('TimeZone', ${timeZone}, true)`);
        return tx.query<{ begin: string }>(sql`
          select to_char((now - duration) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as begin
          from unnest(${sql.value(
            cases.map(({ now }) => now),
            'timestamptz[]',
          )}, ${sql.value(
            cases.map(({ duration }) => duration),
            'text[]',
          )}::interval[])
            with ordinality as c (now, duration, place)
          order by place`);
      });
      const differences = cases.flatMap((one, index) =>
        ours[index] === theirs[index]!.begin
          ? []
          : [{ ...one, ours: ours[index], postgres: theirs[index]!.begin }],
      );
      expect(differences).toEqual([]);
      expect(cases.length).toBeGreaterThan(700);
    });
  }
});
