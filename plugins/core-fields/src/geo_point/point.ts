import Big from 'big.js';
import { canonicalDecimal, compareDecimals } from '../shared/decimal-text.ts';

/** Seven decimals are a centimetre on the ground. */
export const mostPlaces = 7;
const places = `(\\.[0-9]{1,${mostPlaces}})?`;
/** "lat,lon" in degrees: "31.2304,121.4737". */
export const pointPattern = `^-?[0-9]{1,2}${places},-?[0-9]{1,3}${places}$`;
const isPoint = new RegExp(pointPattern);

export interface Point {
  readonly lat: string;
  readonly lon: string;
}

/** Latitude and longitude of a value; undefined when it is none or lies on no globe. */
export function pointOf(value: string): Point | undefined {
  if (!isPoint.test(value)) return undefined;
  const [lat = '', lon = ''] = value.split(',');
  const inReach = compareDecimals(size(lat), '90') <= 0 && compareDecimals(size(lon), '180') <= 0;
  return inReach ? { lat: canonicalDecimal(lat), lon: canonicalDecimal(lon) } : undefined;
}

export function pointText({ lat, lon }: Point): string {
  return `${lat},${lon}`;
}

const figures = '([0-9]{1,3}(?:\\.[0-9]+)?)\\s*[°度]?';
const plain = /^(?:geo:)?([+-]?[0-9.]+)°?(?:\s*,\s*|\s+)([+-]?[0-9.]+)°?(?:;.*)?$/i;
const english = new RegExp(`^${figures}\\s*([NS])[\\s,]*${figures}\\s*([EW])$`, 'i');
const chinese = new RegExp(`^(北纬|南纬)\\s*${figures}[\\s,]*(东经|西经)\\s*${figures}$`);

/** Latitude before longitude, in decimal degrees, with signs or with N, S, E, W; further decimals are rounded. */
export function readPoint(written: string): string | undefined {
  const text = written.normalize('NFKC').replace(/[−]/g, '-').replace(/，/g, ',').trim();
  const signed = (figure: string, negative: boolean) => rounded(negative ? `-${figure}` : figure);
  const bare = plain.exec(text);
  const named = english.exec(text);
  const local = chinese.exec(text);
  const [lat, lon] = bare
    ? [rounded(bare[1] ?? ''), rounded(bare[2] ?? '')]
    : named
      ? [signed(named[1] ?? '', /s/i.test(named[2] ?? '')), signed(named[3] ?? '', /w/i.test(named[4] ?? ''))]
      : local
        ? [signed(local[2] ?? '', local[1] === '南纬'), signed(local[4] ?? '', local[3] === '西经')]
        : [];
  if (lat === undefined || lon === undefined) return undefined;
  const point = pointOf(pointText({ lat, lon }));
  return point && pointText(point);
}

function rounded(text: string): string | undefined {
  const figure = text.replace(/^\+/, '');
  if (figure.length > 40 || !/^-?[0-9]+(\.[0-9]+)?$/.test(figure)) return undefined;
  return canonicalDecimal(new Big(figure).round(mostPlaces, 1).toFixed());
}

function size(degrees: string): string {
  return degrees.replace(/^-/, '');
}
