import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { optionsOf } from '../shared/schemas.ts';
import { clockParts, isoDuration, readDuration } from './read-duration.ts';

export interface DurationOptions {
  /** What a value is a whole number of. */
  readonly precision?: 'minutes' | 'seconds';
  /** Whether 24 hours are shown as a day. */
  readonly days?: boolean;
}

/** A thousand years. */
const longest = 31_622_400_000;

/** Values are seconds: 90 minutes are 5400 in the API and in rules, PT1H30M in files, 1h 30m for people. */
export const duration = defineFieldType<DurationOptions, number>({
  id: 'duration',
  label: { en: 'Duration', 'zh-CN': '时长' },
  description: {
    en: 'A length of time; its value is in seconds.',
    'zh-CN': '时间长度，值以秒为单位。',
  },
  icon: 'hourglass',
  optionsSchema: optionsOf({
    precision: {
      enum: ['minutes', 'seconds'],
      default: 'minutes',
      description: 'What a value is a whole number of.',
    },
    days: { type: 'boolean', default: false, description: 'Whether 24 hours are shown as a day.' },
  }),
  valueSchema: (options) => ({ type: 'integer', minimum: 0, maximum: longest, multipleOf: stepOf(options) }),
  // The schema says it already; this says it to people.
  check: (value, options) =>
    value % stepOf(options) === 0 ? undefined : { en: 'must be whole minutes', 'zh-CN': '必须为整分钟' },
  valueType: () => ({ kind: 'number' }),
  resultOf: (expression) => ({ round: [expression, 0] }),
  operators: ['>=', '<=', '>', '<', '==', '!=', 'empty'],
  compare: (a, b) => a - b,
  groupable: true,
  canBeUnique: false,
  summable: true,
  // Minus zero is a number in JSON, and no database has it.
  normalize: (value) => value + 0,
  format(value, { days = false }, { language }) {
    const [hours, minutes, seconds] = clockParts(value);
    const [d, h, m, s] = language === 'zh-CN' ? ['天', '小时', '分', '秒'] : ['d', 'h', 'm', 's'];
    const parts: readonly (readonly [number, string | undefined])[] = [
      ...(days ? ([[Math.floor(hours / 24), d]] as const) : []),
      [days ? hours % 24 : hours, h],
      [minutes, m],
      [seconds, s],
    ];
    const shown = parts.filter(([figure]) => figure > 0).map(([figure, unit]) => `${figure}${unit}`);
    return shown.length > 0 ? shown.join(language === 'zh-CN' ? '' : ' ') : `0${m}`;
  },
  parse(written, options) {
    if (written.trim() === '') return parsed<number>(null);
    const value = readDuration(written);
    return value !== undefined && value <= longest && value % stepOf(options) === 0
      ? parsed(value)
      : refused(written, stepOf(options) > 1 ? wholeMinutes : anyDuration);
  },
  toText: isoDuration,
});

const anyDuration = 'a duration such as 1h 30m';
const wholeMinutes = 'a duration such as 1h 30m, in whole minutes';

function stepOf({ precision = 'minutes' }: DurationOptions): 1 | 60 {
  return precision === 'seconds' ? 1 : 60;
}
