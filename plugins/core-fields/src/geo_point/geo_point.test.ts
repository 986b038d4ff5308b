import { describe, expect, it } from '@jest/globals';
import { coreOperators, createLanguage } from '@tenon/expressions';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { geoPoint } from './index.ts';
import { geoPointServer } from './server.ts';
import { withinKm } from './within-km.ts';

describeFieldType(
  geoPoint,
  geoPointServer,
  {
    values: ['31.2304,121.4737', '0,0', '-90,180', '90,-180', '39.9042,116.4074', '0.0000001,-0.0000001'],
    invalid: [
      '91,0',
      '0,181',
      '90.0000001,0',
      '31.2304',
      '31.2304,121.4737,5',
      'NaN,0',
      '31.12345678,0',
      [31, 121],
      '',
    ],
    badOptions: [{ places: 3 }],
    written: [
      ['31.2304, 121.4737', '31.2304,121.4737'],
      ['31.2304 121.4737', '31.2304,121.4737'],
      ['31.2304° N, 121.4737° W', '31.2304,-121.4737'],
      ['geo:31.2304,121.4737;u=35', '31.2304,121.4737'],
      ['北纬 31.2304°，东经 121.4737°', '31.2304,121.4737'],
      ['３１．２，１２１．４', '31.2,121.4'],
      ['-0, +5.50', '0,5.5'],
      ['31.123456789, 0', '31.1234568,0'],
    ],
    unreadable: ['91, 0', '31', 'Shanghai', '31,121,5', 'NaN, NaN', '1e1, 2', `${'1'.repeat(60)},2`],
    // One metre less and more than from Shanghai to Beijing.
    operands: ['31.2304,121.4737', '39.9042,116.4074'],
  },
  { database: createTestDatabase, operators: [withinKm] },
);

describe('within_km', () => {
  const language = createLanguage([...coreOperators, withinKm]);
  const place = { id: 'place', valueType: { kind: 'text' } } as const;
  const entity = {
    id: 'shop',
    field: (id: string) => (id === 'place' ? place : undefined),
    fieldIds: () => ['place'],
  };
  const scope = {
    entity: 'shop',
    catalog: { entity: () => entity, segmentation: () => undefined },
  };
  const near = (from: unknown, to: string, kilometres: number) => {
    const { expression, problems } = language.parse(
      { within_km: [{ var: 'place' }, to, kilometres] },
      scope,
      'condition',
    );
    if (!expression) return problems.map(({ message }) => message);
    return language.test(expression, {
      now: '2026-03-15T12:00:00.000Z',
      timeZone: 'UTC',
      row: { place: from },
      related: () => undefined,
      relatedMany: () => [],
      segmentOf: () => undefined,
    });
  };

  it('measures along the sphere, over the date line and the poles too', () => {
    expect(near('31.2304,121.4737', '39.9042,116.4074', 1068)).toBe(true);
    expect(near('31.2304,121.4737', '39.9042,116.4074', 1066)).toBe(false);
    expect(near('0,179.9', '0,-179.9', 23)).toBe(true);
    expect(near('89.9,0', '89.9,180', 23)).toBe(true);
    expect(near(null, '0,0', 20_000)).toBe(false);
    expect(near('no place', '0,0', 20_000)).toBe(false);
  });

  it('refuses what is no place and no distance', () => {
    expect(near('0,0', '91,0', 5)).toEqual([expect.stringMatching(/latitude/)]);
    expect(near('0,0', '0,0', -5)).toEqual([expect.stringMatching(/Kilometres/)]);
  });
});
