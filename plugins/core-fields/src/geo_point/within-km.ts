import { type Operator, type Sql, sql } from '@tenon/expressions';
import { pointOf, pointPattern } from './point.ts';

/** Mean radius of the earth (IUGG), in kilometres. */
const radius = 6371.0088;
const halfWayRound = 20_038;

/**
 * `{ "within_km": [{ "var": "place" }, "31.2304,121.4737", 50] }`: as the crow flies on a sphere, to the metre (haversine
 * formula; the sphere is off by up to 0.5 %).
 */
export const withinKm: Operator = {
  id: 'within_km',
  label: { en: 'is within so many km of', 'zh-CN': '距离不超过（公里）' },
  values: {
    arity: { least: 3, most: 3 },
    slots: () => [
      { kinds: ['text'] },
      {
        kinds: ['text'],
        literal: {
          samples: ['31.2304,121.4737', '0,180', '-33.8688,151.2093'],
          refuse: (value) =>
            typeof value === 'string' && pointOf(value)
              ? undefined
              : 'A place is a latitude and a longitude, such as "31.2304,121.4737"',
        },
      },
      {
        kinds: ['number'],
        literal: {
          samples: [0, 50, 1000],
          refuse: (value) =>
            Number(value) >= 0 && Number(value) <= halfWayRound
              ? undefined
              : `Kilometres are a number from 0 to ${halfWayRound}`,
        },
      },
    ],
    result: { kind: 'boolean' },
    evaluate([from, to, kilometres]) {
      const [a, b] = [pointOf(String(from)), pointOf(String(to))];
      if (from === null || !a || !b) return false;
      const metres = distance(Number(a.lat), Number(a.lon), Number(b.lat), Number(b.lon));
      return metres <= Number(kilometres) * 1000;
    },
    sql([from, to, kilometres]) {
      // A text that is no point, which other fields may hold, must not stop the query.
      const degrees = (point: Sql | undefined, part: 1 | 2): Sql => {
        const which = part === 1 ? sql`1` : sql`2`;
        return sql`radians(split_part(${point}, ',', ${which})::double precision)`;
      };
      return sql`(case when ${from} ~ ${sql.value(pointPattern, 'text')} then (
        select round(${sql.value(2000 * radius, 'double precision')} * asin(least(1, sqrt(
          sin((b.lat - a.lat) / 2) ^ 2 + cos(a.lat) * cos(b.lat) * sin((b.lon - a.lon) / 2) ^ 2))))
          <= ${kilometres} * 1000 and abs(a.lat) <= pi() / 2 and abs(a.lon) <= pi()
        from (select ${degrees(from, 1)} as lat, ${degrees(from, 2)} as lon) a,
          (select ${degrees(to, 1)} as lat, ${degrees(to, 2)} as lon) b) end)`;
    },
  },
};

function distance(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return Math.round(2000 * radius * Math.asin(Math.min(1, Math.sqrt(h))));
}
