import { defineFieldType } from '@tenon/plugin-api';
import { formatDecimal } from '../shared/decimal-text.ts';
import { parsed, refused } from '../shared/parsing.ts';
import { noOptions } from '../shared/schemas.ts';
import { pointOf, pointPattern, pointText, readPoint } from './point.ts';

export type GeoPointOptions = { readonly [option: string]: never };

const longest = 32;
const offTheGlobe = {
  en: 'has a latitude beyond 90° or a longitude beyond 180°',
  'zh-CN': '纬度不能超过 90°，经度不能超过 180°',
} as const;

/** Values are latitude and longitude in degrees of WGS 84, exact to the digit: "31.2304,121.4737". */
export const geoPoint = defineFieldType<GeoPointOptions, string>({
  id: 'geo_point',
  label: { en: 'Place on the map', 'zh-CN': '地理坐标' },
  description: {
    en: 'Latitude and longitude in degrees; its value is text such as "31.2304,121.4737".',
    'zh-CN': '经纬度（度），值为文本，如 "31.2304,121.4737"（纬度在前）。',
  },
  icon: 'environment',
  optionsSchema: noOptions,
  valueSchema: () => ({ type: 'string', maxLength: longest, pattern: pointPattern }),
  check: (value) => (pointOf(value) ? undefined : offTheGlobe),
  valueType: () => ({ kind: 'text' }),
  operators: ['within_km', '==', '!=', 'empty'],
  groupable: false,
  canBeUnique: false,
  normalize(value) {
    const point = pointOf(value);
    return point ? pointText(point) : value;
  },
  format(value, _options, { language }) {
    const point = pointOf(value);
    if (!point) return value;
    const [north, east] = [!point.lat.startsWith('-'), !point.lon.startsWith('-')];
    const lat = formatDecimal(point.lat.replace('-', ''), language);
    const lon = formatDecimal(point.lon.replace('-', ''), language);
    return language === 'zh-CN'
      ? `${north ? '北纬' : '南纬'} ${lat}°，${east ? '东经' : '西经'} ${lon}°`
      : `${lat}° ${north ? 'N' : 'S'}, ${lon}° ${east ? 'E' : 'W'}`;
  },
  parse(written) {
    if (written.trim() === '') return parsed<string>(null);
    const value = readPoint(written);
    return value === undefined
      ? refused(written, 'a latitude and longitude such as 31.2304, 121.4737')
      : parsed(value);
  },
  toText: (value) => value,
});
